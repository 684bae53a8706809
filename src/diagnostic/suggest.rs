//! "Did you mean".

/// The candidate that a word was probably meant to be, if one is close enough.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    let score = |candidate: &str| strsim::jaro_winkler(&word, &plain(candidate));
    let best =
        candidates.into_iter().map(|candidate| (score(candidate), candidate)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.83).then_some(best.1)
}
