//! See `broken_link.md`.
use super::{Check, Ground, Report, Scope};
use crate::corpus::Absent;
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::document::LinkUse;
use crate::links::{self, Lead, Missing};
use crate::postmortem::{BodyLink, Postmortem, id_of};

pub(super) const CHECK: Check =
    Check { name: "broken-link", level: Level::Deny, docs: include_str!("broken_link.md"), scope: Scope::Among(find) };

fn find(postmortem: &Postmortem, ground: &Ground<'_>, report: &mut Report<'_>) {
    for link in &postmortem.body_links {
        let place = || postmortem.place(link.target.span);
        match links::follow(ground.corpus, ground.attachments, postmortem, &link.way) {
            // Another check looks at schemes.
            Lead::Outside | Lead::Picture(..) | Lead::Case(_, None) | Lead::Missing(Missing::Scheme(_)) => {}
            Lead::Case(case, Some(anchor)) => {
                if !links::has_anchor(case, anchor) {
                    let message = format!("`{}` has no heading `#{anchor}`", case.id);
                    report.push(place(), message, |finding| {
                        near_anchor(finding, case, anchor).depends_on(&case.source.path)
                    });
                }
            }
            // The top of a page, which every browser knows, and footnotes are no headings.
            Lead::Anchor(anchor) => {
                let known = matches!(anchor, "" | "top") || links::has_anchor(postmortem, anchor);
                if !known {
                    let message = format!("this text has no heading `#{anchor}`");
                    report.push(place(), message, |finding| near_anchor(finding, postmortem, anchor));
                }
            }
            // Its own findings say what is wrong with it.
            Lead::Missing(Missing::NoFile(path)) if ground.corpus.absent(path) == Some(Absent::Unreadable) => {}
            Lead::Missing(Missing::NoFile(path)) if ground.corpus.absent(path) == Some(Absent::Draft) => {
                let message = format!("`{path}` is a draft, which the site does not show");
                report.push(place(), message, |finding| finding.help("publish it first, or leave the link out"));
            }
            Lead::Missing(why) => {
                report.push(place(), words(why), |finding| advise(finding, why, link, postmortem, ground));
            }
        }
    }
}

fn near_anchor(finding: Diagnostic, postmortem: &Postmortem, anchor: &str) -> Diagnostic {
    match did_you_mean(anchor, postmortem.outline.iter().map(|heading| heading.anchor.as_str())) {
        Some(near) => finding.help(format!("did you mean `#{near}`?")),
        None => finding,
    }
}

fn words(why: Missing<'_>) -> String {
    match why {
        Missing::Empty => "this link is empty".to_owned(),
        Missing::Scheme(scheme) => format!("`{scheme}:` addresses are not followed"),
        Missing::AboveRoot => "this link leads out of the repository".to_owned(),
        Missing::NoFile(path) => format!("there is no `{path}`"),
        Missing::NotPicture(path) => format!("`{path}` is not a picture that the site shows"),
        Missing::NotBeside(path) => format!("`{path}` does not lie beside this file"),
    }
}

fn advise(
    finding: Diagnostic,
    why: Missing<'_>,
    link: &BodyLink,
    from: &Postmortem,
    ground: &Ground<'_>,
) -> Diagnostic {
    match why {
        Missing::NoFile(path) => moved(finding.depends_on(path), path, link, from, ground),
        Missing::NotPicture(path) => {
            finding.depends_on(path).help("png, jpeg, gif, webp and avif are shown, known by their bytes and name")
        }
        Missing::NotBeside(_) => finding.help("move the picture into the folder of this file, or below it"),
        Missing::Empty => finding.help("write the address between the round brackets, or keep the words alone"),
        Missing::AboveRoot => finding.help("take out a `../`: the way begins in the folder of this file"),
        Missing::Scheme(_) => finding,
    }
}

/// A name is an address whatever folder its file lies in: where one file has it, that is the one.
fn moved(finding: Diagnostic, path: &str, link: &BodyLink, from: &Postmortem, ground: &Ground<'_>) -> Diagnostic {
    let way = |to: &str| relative(&from.source.path, to);
    let same_name = ground.corpus.by_id(id_of(path)).filter(|case| case.id == id_of(path) && is_markdown(path));
    if let Some(case) = same_name {
        let (target, span) = (link.target.value.as_str(), link.target.span);
        let written = way(&case.source.path);
        let finding = finding.help(format!("did you mean `{written}`?"));
        let whole = span.of(&from.source.text) == target && case.source.path.bytes().all(is_plain);
        let rest = target.find(['#', '?']).map_or("", |at| &target[at..]);
        return if whole { finding.mend(span, written + rest) } else { finding };
    }
    let picture = link.usage == LinkUse::Image;
    match near(path, picture, from, ground) {
        Some(near) => finding.help(format!("did you mean `{}`?", way(near))),
        None if picture => finding.help("put the picture beside this file, or correct its name"),
        None => {
            finding.help("link to a postmortem's `.md` file, as GitHub would follow it, or to an address on the web")
        }
    }
}

/// The file of the same sort whose name is nearly that of a path.
fn near<'a>(path: &str, picture: bool, from: &Postmortem, ground: &Ground<'a>) -> Option<&'a str> {
    let cases = ground.corpus.all().iter().filter(|case| case.id != from.id).map(|case| case.source.path.as_str());
    let cases = cases.chain(ground.corpus.absent_paths());
    let pictures = ground.attachments.iter().map(|blob| blob.path.as_str());
    let paths = || cases.clone().filter(|_| !picture).chain(pictures.clone().filter(|_| picture));
    let name = did_you_mean(id_of(path), paths().map(id_of))?;
    paths().find(|path| id_of(path) == name)
}

fn is_markdown(path: &str) -> bool {
    path.strip_suffix(".md").is_some()
}

/// Whether a byte means itself in the destination of a link.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.')
}

/// The way from one file to another.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
    let parts: Vec<&str> = to.split('/').collect();
    let same = folder.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    "../".repeat(folder.len() - same) + &parts[same..].join("/")
}
