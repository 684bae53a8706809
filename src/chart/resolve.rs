//! How long it took until the cause was gone, incident by incident.
use super::kit::strip::{Strip, draw as strip};
use super::{Figure, Input};
use crate::trend::Measure;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    strip(
        input,
        &Strip {
            slug: "resolve",
            measure: Measure::Resolve,
            ended: "resolved",
            key: "resolved",
            from: "start to resolution",
        },
    )
}
