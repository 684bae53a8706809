//! A logarithmic axis of minutes, labelled as people say durations.

/// Where the axis may be labelled: minutes, words, and how much the label matters where room is short.
const TICKS: [(f64, &str, u8); 11] = [
    (1.0, "1 min", 1),
    (5.0, "5 min", 1),
    (15.0, "15 min", 1),
    (60.0, "1 h", 3),
    (240.0, "4 h", 1),
    (1440.0, "1 day", 3),
    (4320.0, "3 days", 1),
    (10_080.0, "1 week", 2),
    (40_320.0, "4 weeks", 1),
    (259_200.0, "180 days", 1),
    (1_576_800.0, "3 years", 1),
];

/// An axis between two of the ticks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    /// The logarithm of their quotient.
    span: f64,
}

impl Scale {
    /// An axis that holds all minutes, from one tick to another and over two ticks at least.
    pub(super) fn around(minutes: impl Iterator<Item = f64> + Clone) -> Self {
        let least = minutes.clone().fold(f64::INFINITY, f64::min);
        let most = minutes.fold(0.0, f64::max);
        let end = TICKS.len() - 1;
        let from = TICKS.iter().rposition(|tick| tick.0 <= least).unwrap_or(0).min(end - 2);
        let to = TICKS.iter().position(|tick| tick.0 >= most).unwrap_or(end).max(from + 2);
        let (from, to) = (TICKS[from].0, TICKS[to].0);
        Self { from, to, span: libm::log(to / from) }
    }

    /// Where minutes lie, from 0 at the foot to 1 at the head; what is less or more lies at the ends.
    pub(super) fn at(&self, minutes: f64) -> f64 {
        let share = libm::log(minutes.max(self.from) / self.from) / self.span;
        share.clamp(0.0, 1.0)
    }

    /// Labels that keep a distance, as a share of the axis: those that matter first.
    pub(super) fn ticks(&self, apart: f64) -> Vec<(f64, &'static str)> {
        let mut kept: Vec<(f64, &'static str)> = Vec::new();
        for weight in (1..=3).rev() {
            let of_weight = TICKS.iter().filter(|tick| tick.2 == weight && (self.from..=self.to).contains(&tick.0));
            for (minutes, words, _) in of_weight {
                let at = self.at(*minutes);
                if kept.iter().all(|(other, _)| libm::fabs(other - at) >= apart) {
                    kept.push((at, words));
                }
            }
        }
        kept.sort_by(|a, b| a.0.total_cmp(&b.0));
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_has_a_place() {
        for minutes in [[0.0, 0.0], [1.0, 288_000.0], [42.0, 42.0], [1e9, 1e9]] {
            let scale = Scale::around(minutes.into_iter());
            assert!(minutes.iter().all(|one| (0.0..=1.0).contains(&scale.at(*one))), "{scale:?}");
            assert!(scale.ticks(0.05).len() >= 2, "{scale:?}");
        }
        assert!(Scale::around(std::iter::empty()).at(5.0).is_finite());
    }

    #[test]
    fn labels_keep_their_distance_and_the_hour_stays() {
        let ticks = Scale::around([1.0, 1_000_000.0].into_iter()).ticks(0.2);
        assert!(ticks.windows(2).all(|pair| pair[1].0 - pair[0].0 >= 0.2), "{ticks:?}");
        assert!(ticks.iter().any(|(_, words)| *words == "1 h"));
    }
}
