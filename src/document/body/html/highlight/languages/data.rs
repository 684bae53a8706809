//! Languages of data and settings, and those with a lexer of their own.
use super::{DOUBLE, Language, PLAIN, Quote, SINGLE, TRIPLE, TRIPLE_SINGLE, Way};

const FILLED: Quote = Quote { variables: true, ..DOUBLE };
const LITERAL: Quote = Quote { escape: None, ..SINGLE };

pub(super) const LANGUAGES: &[Language] = &[
    Language { names: "yaml yml k8s kubernetes helm ansible", way: Way::Yaml, ..PLAIN },
    Language { names: "xml html htm xhtml svg pom plist vue svelte xsd xsl", way: Way::Markup, ..PLAIN },
    Language { names: "diff patch", way: Way::Diff, ..PLAIN },
    Language { names: "http https", way: Way::Http, ..PLAIN },
    Language {
        names: "json jsonc json5 jsonl ndjson geojson har",
        lines: &["//"],
        blocks: &[("/*", "*/")],
        joins: "$-",
        keys: ":",
        ..PLAIN
    },
    Language {
        names: "toml",
        constants: "true false inf nan",
        quotes: &[TRIPLE, Quote { escape: None, ..TRIPLE_SINGLE }, DOUBLE, LITERAL],
        joins: "-.",
        signs: "[",
        keys: "=",
        ..PLAIN
    },
    Language {
        names: "ini cfg conf config properties dotenv env systemd desktop editorconfig gitconfig cnf my.cnf",
        constants: "true false yes no on off null none",
        any_case: true,
        lines: &["#", ";"],
        quotes: &[DOUBLE],
        joins: "-./:@",
        signs: "[",
        keys: "=",
        ..PLAIN
    },
    Language {
        names: "hcl terraform tf tfvars opentofu packer nomad",
        keywords: "check data dynamic else endfor endif for for_each if import in lifecycle locals module moved output \
                   provider provisioner removed resource terraform variable",
        types: "any bool list map number object set string tuple",
        lines: &["#", "//"],
        blocks: &[("/*", "*/")],
        quotes: &[FILLED],
        joins: "-",
        keys: "=",
        calls: true,
        ..PLAIN
    },
    Language {
        names: "nginx nginxconf caddy caddyfile haproxy apache apacheconf vcl",
        keywords: "backend defaults events frontend global http if map server stream upstream",
        constants: "on off",
        quotes: &[FILLED, LITERAL],
        joins: "-./:",
        signs: "$",
        separators: "{};",
        ..PLAIN
    },
    Language {
        names: "css scss less sass",
        constants: "auto inherit initial none unset",
        lines: &[],
        blocks: &[("/*", "*/")],
        joins: "-",
        signs: "$@",
        keys: ":",
        calls: true,
        ..PLAIN
    },
];
