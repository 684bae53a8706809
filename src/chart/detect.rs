//! How long it took to notice, incident by incident.
use super::kit::strip::{Strip, draw as strip};
use super::{Figure, Input};
use crate::trend::Measure;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    strip(
        input,
        &Strip {
            slug: "detect",
            measure: Measure::Detect,
            ended: "noticed",
            key: "detected",
            from: "start to detection",
        },
    )
}
