//! Reports that nobody here wrote: read whole, without a fault, and understood as far as was seen by eye.
use std::path::{Path, PathBuf};

use super::super::Body;
use super::{body, is_sound};

/// The bodies of the files below a folder, without front matter.
#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn texts(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(folder);
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.unwrap_or_else(|error| panic!("the corpora are missing: {error}")).into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| without_front_matter(&String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default())))
        .collect()
}

fn without_front_matter(text: &str) -> String {
    let fence = text.get(..3).filter(|fence| ["---", "+++"].contains(fence));
    let rest = fence.and_then(|fence| text[3..].split_once(&format!("\n{fence}\n")));
    rest.map_or(text, |(_, body)| body).to_owned()
}

/// How many of a folder's reports hold what.
fn count(folder: &str, holds: impl Fn(&Body) -> bool) -> usize {
    texts(folder).iter().filter(|text| holds(&body(text))).count()
}

#[test]
fn every_report_is_sound() {
    let all = texts("");
    assert!(all.len() >= 427, "{}", all.len());
    for text in &all {
        is_sound(text);
    }
}

#[test]
fn timelines_of_real_reports_are_found() {
    let timed = |body: &Body| body.timeline.iter().filter(|entry| entry.clock.time.is_some()).count() >= 3;
    for (folder, least) in [
        ("berkeley-datahub", 18),
        ("mybinder", 22),
        ("moj-cloud-platform", 39),
        ("kubernetes-test-infra", 5),
        ("python-discord", 1),
        ("jenkins-status", 2),
    ] {
        assert!(count(folder, timed) >= least, "{folder}: {}", count(folder, timed));
    }
    assert!(count("rust-blog", |body| body.timeline.len() >= 3) >= 9);
}

#[test]
fn actions_and_lessons_of_real_reports_are_found() {
    for (folder, actions, lessons) in [
        ("berkeley-datahub", 19, 2),
        ("mybinder", 24, 13),
        ("moj-cloud-platform", 22, 0),
        ("kubernetes-test-infra", 5, 5),
        ("python-discord", 6, 6),
    ] {
        assert!(count(folder, |body| !body.actions.is_empty()) >= actions, "actions in {folder}");
        assert!(count(folder, |body| !body.lessons.is_empty()) >= lessons, "lessons in {folder}");
    }
}
