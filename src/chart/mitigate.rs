//! How long users were affected, incident by incident.
use super::kit::strip::{Strip, draw as strip};
use super::{Figure, Input};
use crate::trend::Measure;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    strip(
        input,
        &Strip {
            slug: "mitigate",
            measure: Measure::Mitigate,
            ended: "mitigated",
            key: "mitigated",
            from: "start to mitigation",
        },
    )
}
