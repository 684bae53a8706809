//! Patterns that tell severities apart on paper.

/// Patterns for print, which the stylesheet refers to; once in each page that has a chart.
#[must_use]
pub const fn sprite() -> &'static str {
    concat!(
        r#"<svg class="chart-sprite" aria-hidden="true" focusable="false"><defs>"#,
        r#"<pattern id="chart-high" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
        r#"<rect class="f-high" width="6" height="6"/><rect class="f-surface" width="1.5" height="6"/></pattern>"#,
        r#"<pattern id="chart-mid" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">"#,
        r#"<rect class="f-mid" width="6" height="6"/><rect class="f-surface" width="1" height="6"/></pattern>"#,
        r#"<pattern id="chart-med" width="5" height="5" patternUnits="userSpaceOnUse">"#,
        r#"<rect class="f-med" width="5" height="5"/><circle class="f-surface" cx="2.5" cy="2.5" r="1"/></pattern>"#,
        r#"<pattern id="chart-low" width="5" height="5" patternUnits="userSpaceOnUse">"#,
        r#"<rect class="f-low" width="5" height="5"/><rect class="f-surface" width="5" height="1.4"/></pattern>"#,
        r#"<pattern id="chart-least" width="5" height="5" patternUnits="userSpaceOnUse">"#,
        r#"<rect class="f-least" width="5" height="5"/><path class="f-surface" d="M0,0h5v1h-5zM0,0h1v5h-1z"/></pattern>"#,
        "</defs></svg>"
    )
}
