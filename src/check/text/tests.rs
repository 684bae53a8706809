use super::*;

/// What is found in a file without front matter: all that is looked for anywhere.
fn found(text: &str) -> Vec<(Kind, String)> {
    let mut hits = Vec::new();
    for finder in WORDS.iter() {
        finder.find(text, &|_, _| true, &mut hits);
    }
    number::find(text, &mut |kind, span, note| hits.push(Hit { kind, span, note: Cow::Borrowed(note) }));
    settle(&mut hits, text, None);
    hits.into_iter().map(|hit| (hit.kind, hit.span.of(text).to_owned())).collect()
}

fn is(kind: Kind, text: &str, words: &str) {
    assert_eq!(found(text), [(kind, words.to_owned())], "{text}");
}

fn nothing(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn cards_are_known_by_scheme_and_check_digit() {
    is(Kind::Card, "card 4111 1111 1111 1111.", "4111 1111 1111 1111");
    is(Kind::Card, "`pan=5500005555555559`", "5500005555555559");
    is(Kind::Card, "378282246310005", "378282246310005");
    nothing(&[
        "4111 1111 1111 1112",
        "1620000000000000",
        "order-4111111111111111",
        "4111111111111111.5",
        "/4111111111111111/",
        "a4111111111111111",
        "0000 0000 0000 0000",
        "4111 1111 1111",
        "41111111111111110",
    ]);
}

#[test]
fn accounts_are_known_by_country_length_and_remainder() {
    is(Kind::Iban, "to GB82 WEST 1234 5698 7654 32, not", "GB82 WEST 1234 5698 7654 32");
    is(Kind::Iban, "DE89370400440532013000", "DE89370400440532013000");
    nothing(&["DE88370400440532013000", "XX89370400440532013000", "DE89", "build-DE89370400440532013000", "GB82 WEST"]);
}

#[test]
fn phones_are_known_by_their_form() {
    is(Kind::Phone, "call +44 20 7946 0018 now", "+44 20 7946 0018");
    is(Kind::Phone, "(555) 234-5678", "(555) 234-5678");
    is(Kind::Phone, "at 555-234-5678.", "555-234-5678");
    nothing(&[
        "+02:00",
        "2026-03-04",
        "100-200-3000",
        "10.0.0.1",
        "+100 requests",
        "from +1000000 to",
        "`+44 20 7946 0018`",
        "v1-555-234-5678",
    ]);
}

#[test]
fn addresses_of_people_are_told_from_logins() {
    is(Kind::Email, "ask a.b@bank.co.uk.", "a.b@bank.co.uk");
    is(Kind::Email, "[x](mailto:ada@bank.com)", "ada@bank.com");
    nothing(&[
        "@payments",
        "git@github.com:a/b",
        "https://ada@host.com/x",
        "noreply@bank.com",
        "support@bank.com",
        "ada@example.com",
        "unit@1.service",
        "left-pad@1.3.0",
        "x@y",
        "@ada@social.net",
        "node@db.internal",
    ]);
}

#[test]
fn secrets_are_known_by_how_they_begin() {
    let token = format!("{}{}", "ghp", "_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8");
    is(Kind::Secret, &format!("with `{token}`."), &token);
    let aws = format!("AKIA{}", "Q3EGRIP4MCZ7XKVN");
    is(Kind::Secret, &aws, &aws);
    is(Kind::Secret, "postgres://app:Tr0ub4dor@db/x", "Tr0ub4dor");
    let key =
        format!("-----BEGIN RSA PRIVATE {0}-----\n{1}\n-----END RSA PRIVATE {0}-----", "KEY", "MIIabc123".repeat(8));
    is(Kind::Secret, &format!("a\n\n{key}\n\nb"), &key);
    nothing(&[
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "postgres://app:$PASSWORD@db/x",
        "postgres://user:password@db/x",
        "https://host:8080/a@b",
        "the line -----BEGIN PRIVATE KEY----- was there",
        "Bearer token of the session",
        "Bearer Jxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1",
    ]);
}

#[test]
fn what_lies_in_a_secret_is_no_finding_of_its_own() {
    is(Kind::Secret, "postgres://app:4111111111111111@db/x", "4111111111111111");
}

#[test]
fn blame_is_left_alone_where_it_is_quoted_or_denied() {
    is(Kind::Blame, "The engineer forgot to restart it", "forgot to");
    is(Kind::Blame, "It was HUMAN ERROR.", "HUMAN ERROR");
    nothing(&[
        "> The engineer forgot to restart it",
        "A customer wrote “you forgot to tell us”",
        "There was no human error here",
        "Blame is no answer; human error is where a question begins",
        "`forgot to`",
        "superhuman errors",
    ]);
}

#[test]
fn marks_of_something_unwritten_are_told_from_words() {
    is(Kind::Hint, "- TODO: ask the supplier", "TODO");
    is(Kind::Hint, "| 09:12 | TBD |", "TBD");
    is(Kind::Hint, "**Owner:** TBD", "TBD");
    is(Kind::Hint, "## Impact\n\n*What did users see?*\n", "*What did users see?*");
    nothing(&[
        "we left a TODO in the code",
        "`TODO`",
        "the todo list",
        "*What did users see?*",
        "## Impact\n\n*Nothing* was lost",
    ]);
}

#[test]
fn links_into_rooms_are_whole_and_counted_once() {
    let link = "https://bank.slack.com/archives/C1/p2?x=3";
    is(Kind::PrivateLink, &format!("see {link}."), link);
    is(Kind::PrivateLink, &format!("[{link}]({link})"), link);
    nothing(&["https://slack.com/help", "https://x.example/?to=docs.google.com/a", "`https://docs.google.com/a`"]);
}

#[test]
fn elements_are_told_from_what_looks_like_them() {
    is(Kind::Html, "a<br/>b", "<br/>");
    is(Kind::Html, "<details open>\ntext\n</details>", "<details open>");
    nothing(&["a < b", "`<br>`", "<https://x.y>", "<cluster-name>", "<!-- <br> -->", "\\<br>", "<brx>"]);
}
