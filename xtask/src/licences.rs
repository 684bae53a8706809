//! Keeps the licences and sources of `deny.toml`, on machines without cargo-deny too.
use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::program::{cargo, output};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    source: Option<String>,
}

/// Lists every package whose licence or source is not allowed.
pub(crate) fn check() -> Result<()> {
    let rules = Rules::read(&std::fs::read_to_string("deny.toml").context("cannot read deny.toml")?)?;
    let lock: Lock = toml::from_str(&std::fs::read_to_string("Cargo.lock").context("cannot read Cargo.lock")?)?;
    let packages = packages()?;
    let mut faults: Vec<String> = packages.iter().filter_map(|(name, licence)| rules.fault(name, licence)).collect();
    faults.extend(lock.package.iter().filter_map(foreign));
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    println!("{} packages checked", packages.len());
    Ok(())
}

/// What is really built, for all platforms and with all features: `name version` → licence.
fn packages() -> Result<BTreeMap<String, String>> {
    let tree = ["tree", "--locked", "--workspace", "--all-features", "--target", "all", "--edges", "all"];
    let printed = output(cargo().args(tree).args(["--prefix", "none", "--format", "{p}\t{l}"]))?;
    // Each package is printed once in full, and with `(*)` wherever it comes again.
    let rows = printed.lines().filter(|line| !line.ends_with("(*)")).filter_map(|line| line.split_once('\t'));
    // Our own development tool is not published and needs no licence.
    Ok(rows.filter(|(name, _)| !name.starts_with("xtask ")).map(|(n, l)| (n.to_owned(), l.to_owned())).collect())
}

fn foreign(package: &Locked) -> Option<String> {
    let source = package.source.as_deref().filter(|source| *source != CRATES_IO)?;
    Some(format!("{} comes from {source}, and only crates.io is allowed", package.name))
}

struct Rules {
    everywhere: Vec<Licensee>,
    exceptions: BTreeMap<String, Vec<Licensee>>,
}

impl Rules {
    fn read(text: &str) -> Result<Self> {
        let deny: Deny = toml::from_str(text).context("deny.toml cannot be understood")?;
        let exceptions = deny.licenses.exceptions.into_iter().map(|it| Ok((it.name, licensees(&it.allow)?)));
        Ok(Self { everywhere: licensees(&deny.licenses.allow)?, exceptions: exceptions.collect::<Result<_>>()? })
    }

    /// What is wrong with a package's licence.
    fn fault(&self, package: &str, licence: &str) -> Option<String> {
        let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
            return Some(format!("{package}: its licence `{licence}` cannot be understood"));
        };
        let name = package.split(' ').next().unwrap_or(package);
        let more = self.exceptions.get(name).map_or(&[][..], Vec::as_slice);
        let allowed = expression.evaluate(|need| self.everywhere.iter().chain(more).any(|ours| ours.satisfies(need)));
        (!allowed).then(|| format!("{package}: `{licence}` is not allowed by deny.toml"))
    }
}

fn licensees(names: &[String]) -> Result<Vec<Licensee>> {
    let parse = |name: &String| Licensee::parse(name).with_context(|| format!("`{name}` in deny.toml is no licence"));
    names.iter().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(licence: &str) -> Option<String> {
        let rules = "[licenses]\nallow = ['MIT', 'BSD-3-Clause', 'Apache-2.0 WITH LLVM-exception']\n\
                     [[licenses.exceptions]]\ncrate = 'inflate'\nallow = ['Zlib']";
        Rules::read(rules).expect("a good file").fault("thing v1.0.0", licence)
    }

    #[test]
    fn one_of_several_is_enough_and_all_of_several_are_needed() {
        for good in ["MIT", "GPL-3.0-only OR MIT", "MIT/GPL-2.0", "MIT AND BSD-3-Clause", "(ISC OR MIT) AND MIT"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in ["", "ISC", "MIT AND ISC", "Apache-2.0", "GPL-3.0-only OR (MIT AND ISC)", "something"] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn an_exception_is_for_one_package() {
        let rules = Rules::read("[licenses]\nallow = []\nexceptions = [{ crate = 'a', allow = ['Zlib'] }]");
        let rules = rules.expect("a good file");
        assert_eq!(rules.fault("a v1.0.0", "Zlib"), None);
        assert!(rules.fault("ab v1.0.0", "Zlib").is_some());
    }

    #[test]
    fn only_crates_io_is_a_source() {
        let from = |source: Option<&str>| Locked { name: "a".to_owned(), source: source.map(str::to_owned) };
        assert_eq!(foreign(&from(None)), None);
        assert_eq!(foreign(&from(Some(CRATES_IO))), None);
        assert!(foreign(&from(Some("git+https://example.org/a"))).is_some());
    }
}
