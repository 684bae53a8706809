//! The files of a new repository: real files of this one, in which what is known is filled in.
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::place::Remote;
use crate::config::Syntax;
use crate::table::quoted;

pub(super) const SETTINGS: &str = "site.toml";
pub(super) const OWNERS: &str = "CODEOWNERS";
pub(super) const GITHUB: &str = ".github/workflows/postmortems.yml";
pub(super) const GITLAB: &str = ".gitlab-ci.yml";

/// A file to write.
#[derive(Debug)]
pub(super) struct File {
    /// Its path from the repository's root.
    pub(super) path: String,
    pub(super) text: String,
}

/// What differs from one repository to the next.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) title: String,
    /// The zone's IANA name.
    pub(super) timezone: String,
    pub(super) today: Date,
    pub(super) syntax: Syntax,
    pub(super) repository: Option<Remote>,
    /// The address of casebook's own repository.
    pub(super) install_from: Option<String>,
}

/// All of them, sorted by path; `hosts` says whether GitHub's are among them, and whether GitLab's.
pub(super) fn all(facts: &Facts, (github, gitlab): (bool, bool)) -> Vec<File> {
    let template = include_str!("files/pull_request_template.md");
    let mut files = vec![
        (SETTINGS.to_owned(), facts.fill(include_str!("files/site.toml"))),
        facts.example(),
        (".gitignore".to_owned(), include_str!("files/gitignore").to_owned()),
        (OWNERS.to_owned(), include_str!("files/CODEOWNERS").to_owned()),
        (".pre-commit-config.yaml".to_owned(), include_str!("files/pre-commit-config.yaml").to_owned()),
    ];
    if github {
        files.push((GITHUB.to_owned(), facts.fill(include_str!("files/github.yml"))));
        files.push((".github/dependabot.yml".to_owned(), include_str!("files/dependabot.yml").to_owned()));
        files.push((".github/pull_request_template.md".to_owned(), template.to_owned()));
    }
    if gitlab {
        files.push((GITLAB.to_owned(), facts.fill(include_str!("files/gitlab-ci.yml"))));
        files.push((".gitlab/merge_request_templates/Default.md".to_owned(), template.to_owned()));
    }
    files.sort();
    files.into_iter().map(|(path, text)| File { path, text }).collect()
}

impl Facts {
    /// The first postmortem: of a fortnight ago, so that nothing in it is late yet.
    fn example(&self) -> (String, String) {
        let (fence, front) = match self.syntax {
            Syntax::Toml => ("+++", include_str!("files/example.toml")),
            Syntax::Yaml => ("---", include_str!("files/example.yaml")),
        };
        let text = format!("{fence}\n{front}{fence}\n{}", include_str!("files/example.md"));
        let path = format!("postmortems/{:04}/example-card-payments-declined.md", self.days(-14).year());
        (path, self.fill(&text))
    }

    /// Puts what is known in the place of its name.
    fn fill(&self, text: &str) -> String {
        let syntax = match self.syntax {
            Syntax::Toml => "toml",
            Syntax::Yaml => "yaml",
        };
        // An address that nobody can take for a working one.
        let url = self.install_from.as_deref().unwrap_or("https://CASEBOOK-REPOSITORY.invalid");
        let known = [
            ("@@TITLE@@", quoted(&self.title)),
            ("@@TIMEZONE@@", quoted(&self.timezone)),
            ("@@FRONT_MATTER@@", syntax.to_owned()),
            ("@@REPOSITORY@@", self.repository()),
            ("@@URL@@", quoted(url)),
            ("@@TAG@@", concat!("v", env!("CARGO_PKG_VERSION")).to_owned()),
            ("@@RUST@@", env!("CARGO_PKG_RUST_VERSION").to_owned()),
            ("@@STARTED@@", self.days(-14).to_string()),
            ("@@PUBLISHED@@", self.days(-5).to_string()),
            ("@@CLOSED@@", self.days(-2).to_string()),
            ("@@SOON@@", self.days(10).to_string()),
            ("@@LATER@@", self.days(50).to_string()),
        ];
        known.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    fn repository(&self) -> String {
        let section = |mark: &str, url: &str, edit: Option<&str>| {
            let edit = edit.map(|edit| format!("\n{mark}edit = {}", quoted(edit))).unwrap_or_default();
            format!("{mark}[repository]\n{mark}url = {}{edit}", quoted(url))
        };
        match &self.repository {
            Some(remote) => section("", &remote.url, remote.edit().as_deref()),
            None => {
                section("# ", "https://git.example/bank/rca", Some("https://git.example/bank/rca/edit/main/{path}"))
            }
        }
    }

    fn days(&self, days: i64) -> Date {
        let span: Span = days.days();
        self.today.saturating_add(span)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::document;
    use crate::source::Source;
    use crate::table::{Table, Value};

    fn facts(syntax: Syntax) -> Facts {
        let today = jiff::civil::date(2026, 11, 21);
        let (title, timezone) = ("A \"bank\"".to_owned(), "Europe/London".to_owned());
        Facts { title, timezone, today, syntax, repository: None, install_from: None }
    }

    #[test]
    fn nothing_is_left_to_fill_in() {
        for file in all(&facts(Syntax::Toml), (true, true)) {
            assert!(!file.text.contains("@@"), "{}", file.path);
        }
    }

    /// Keys and values, wherever they stand; YAML writes times as texts.
    fn plain(table: &Table) -> Vec<(String, String)> {
        let value = |value: &Value| match value {
            Value::Table(table) => format!("{:?}", plain(table)),
            Value::List(items) => {
                format!("{:?}", items.iter().map(|item| format!("{:?}", item.value)).collect::<Vec<_>>())
            }
            Value::DateTime(text) | Value::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        let mut all: Vec<_> = table.entries.iter().map(|(key, v)| (key.value.clone(), value(&v.value))).collect();
        all.sort();
        all
    }

    #[test]
    fn both_syntaxes_say_the_same() {
        let front = |syntax| {
            let (path, text) = facts(syntax).example();
            plain(&document::parse(&Arc::new(Source::new(path, text)), &mut Diagnostics::default()).front)
        };
        let (toml, yaml) = (front(Syntax::Toml), front(Syntax::Yaml));
        assert!(toml.len() > 15, "{toml:?}");
        assert_eq!(toml, yaml);
    }
}
