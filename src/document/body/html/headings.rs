//! The level of each heading on the page.
use super::super::walk::Title;

/// A page's levels: the page's own title is the first, the body begins at the second, and none is skipped.
pub(super) fn levels(headings: &[Title], dropped: Option<usize>) -> Vec<u8> {
    let mut above: Vec<(u8, u8)> = Vec::new();
    let level = |(n, title): (usize, &Title)| {
        let written = title.heading.level;
        if dropped == Some(n) {
            return 1;
        }
        above.retain(|(other, _)| *other < written);
        let level = above.last().map_or(2, |(_, shown)| (shown + 1).min(6));
        above.push((written, level));
        level
    };
    headings.iter().enumerate().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::walk::walk;
    use super::levels;

    #[test]
    fn no_level_is_skipped_and_none_is_the_first() {
        let of = |text| levels(&walk(text).headings, None);
        assert_eq!(of("# a\n## b\n# c"), [2, 3, 2]);
        assert_eq!(of("### a\n##### b\n##### c\n## d\n#### e"), [2, 3, 3, 2, 3]);
        assert_eq!(levels(&walk("# t\n## a\n#### b").headings, Some(0)), [1, 2, 3]);
    }
}
