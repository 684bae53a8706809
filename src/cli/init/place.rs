//! What can be seen of the place where a repository is set up.
use std::path::Path;

use jiff::tz::TimeZone;

/// Where a repository is reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remote {
    /// Its page, without a trailing `/`.
    pub(super) url: String,
    host: String,
}

impl Remote {
    /// Whether its host is one of a kind, by its name.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.host.contains(kind)
    }

    /// Where a file is edited, on hosts that are known.
    pub(super) fn edit(&self) -> Option<String> {
        let middle = match (self.is("github"), self.is("gitlab")) {
            (true, false) => "edit",
            (false, true) => "-/edit",
            _ => return None,
        };
        Some(format!("{}/{middle}/main/{{path}}", self.url))
    }
}

/// The page of a git remote: `git@host:a/b.git`, `ssh://git@host:22/a/b`, `https://user:token@host/a/b`. Who is signed in
/// is left out.
pub(super) fn remote(address: &str) -> Option<Remote> {
    let address = address.trim();
    let (authority, path) = match address.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        // A colon before any slash; a single letter before it is a drive of Windows.
        None => address.split_once(':').filter(|(host, _)| host.len() > 1 && !host.contains(['/', '\\']))?,
    };
    let host = authority.rsplit('@').next().unwrap_or(authority);
    // The port of ssh is not that of the pages.
    let web = address.starts_with("http");
    let host = if web { host } else { host.split(':').next().unwrap_or(host) };
    let path = path.trim_matches('/').trim_end_matches(".git");
    let plain = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_control() || " \"'<>{}?#\\".contains(c));
    (plain(host) && plain(path)).then(|| Remote { url: format!("https://{host}/{path}"), host: host.to_lowercase() })
}

/// A folder's name as words; `Postmortems` where it has none.
pub(super) fn title(folder: &Path) -> String {
    let whole = folder.canonicalize().or_else(|_| std::path::absolute(folder));
    let name = whole.ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned())).unwrap_or_default();
    let words: String = name.chars().map(|c| if matches!(c, '-' | '_') || c.is_control() { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| "Postmortems".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// The system's time zone where it has a name that the program knows, else UTC.
pub(super) fn system_zone() -> (String, TimeZone) {
    let named = TimeZone::try_system().ok().and_then(|zone| Some((zone.iana_name()?.to_owned(), zone)));
    // Universal time has many names, and one that everybody knows.
    let known = named.filter(|(name, _)| !name.starts_with("Etc/U") && TimeZone::get(name).is_ok());
    known.unwrap_or_else(|| ("UTC".to_owned(), TimeZone::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_is_known_by_any_of_its_addresses() {
        let url = |address| remote(address).map(|remote| remote.url);
        for address in [
            "git@git.example:bank/rca.git",
            "ssh://git@git.example:2222/bank/rca.git",
            "https://someone:secret@git.example/bank/rca.git/",
            "https://git.example/bank/rca\n",
        ] {
            assert_eq!(url(address).as_deref(), Some("https://git.example/bank/rca"), "{address}");
        }
        assert_eq!(url("https://git.example:8443/rca").as_deref(), Some("https://git.example:8443/rca"));
        for none in ["/srv/git/rca.git", "../rca", "file:///srv/rca", "C:\\rca", "git@:x", "", "https://a/b\"c"] {
            assert_eq!(url(none), None, "{none}");
        }
    }

    #[test]
    fn edits_are_where_the_host_has_them() {
        let edit = |address| remote(address).and_then(|remote| remote.edit());
        assert_eq!(edit("git@github.com:a/b.git").as_deref(), Some("https://github.com/a/b/edit/main/{path}"));
        assert_eq!(
            edit("git@gitlab.bank.example:a/b").as_deref(),
            Some("https://gitlab.bank.example/a/b/-/edit/main/{path}")
        );
        assert_eq!(edit("git@git.example:a/b"), None);
    }

    #[test]
    fn a_title_is_made_of_the_folders_name() {
        assert_eq!(title(Path::new("/nowhere/acme-post_mortems")), "Acme post mortems");
        assert_eq!(title(Path::new("/")), "Postmortems");
    }
}
