//! Dots beside each other where they would lie on each other.

/// The radius of a dot in pixels.
pub(super) const RADIUS: f64 = 3.2;

/// How far dots may touch.
const APART: f64 = RADIUS * 1.75;

/// How far each of some dots moves aside so that they do not cover each other, by their heights in ascending order; at
/// most `room` to each side. Where there is no room left they lie on each other.
pub(super) fn aside(heights: &[f64], room: f64) -> Vec<f64> {
    let mut placed: Vec<(f64, f64)> = Vec::with_capacity(heights.len());
    for height in heights {
        let near = placed.iter().rev().take_while(|(_, other)| height - other < APART);
        let near: Vec<(f64, f64)> = near.copied().collect();
        let free = |x: &f64| near.iter().all(|(other, y)| libm::hypot(x - other, height - y) >= APART);
        let x = places(room).find(free).unwrap_or(0.0);
        placed.push((x, *height));
    }
    placed.into_iter().map(|(x, _)| x).collect()
}

/// The middle, then right and left of it by turns.
fn places(room: f64) -> impl Iterator<Item = f64> {
    let step = APART / 2.0;
    let outward = (1..).map(move |nth| f64::from(nth) * step).take_while(move |x| *x <= room);
    std::iter::once(0.0).chain(outward.flat_map(|x| [x, -x]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_that_would_meet_move_aside() {
        assert_eq!(aside(&[0.0, 20.0, 40.0], 12.0), [0.0, 0.0, 0.0]);
        let moved = aside(&[10.0, 10.0, 10.0], 12.0);
        assert_eq!((moved[0], moved[1] > 0.0, moved[2] < 0.0), (0.0, true, true));
        assert!(aside(&[5.0; 40], 12.0).iter().all(|x| libm::fabs(*x) <= 12.0));
    }
}
