//! Dots in cells: braille, half blocks or marks, and straight lines between them.

use crate::ui::glyphs::Plot;

/// A grid of dots behind a grid of cells.
#[derive(Debug)]
pub struct Dots {
    plot: Plot,
    cells: (usize, usize),
    set: Vec<bool>,
}

impl Dots {
    /// An empty grid of `width` by `height` cells.
    pub fn new(plot: Plot, width: usize, height: usize) -> Self {
        let (across, down) = per_cell(plot);
        let set = vec![false; width * across * height * down];
        Self { plot, cells: (width, height), set }
    }

    /// Dots across and down.
    pub fn size(&self) -> (usize, usize) {
        let (across, down) = per_cell(self.plot);
        (self.cells.0 * across, self.cells.1 * down)
    }

    /// Sets a dot; the origin is at the top left.
    pub fn dot(&mut self, x: usize, y: usize) {
        let (width, _) = self.size();
        if x < width
            && let Some(dot) = self.set.get_mut(y * width + x)
        {
            *dot = true;
        }
    }

    /// Sets the dots of a straight line, both ends included.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize)) {
        self.each(from, to, |_| true);
    }

    /// Sets the dots of a broken line: both ends, and two cells of every four between them.
    pub fn broken_line(&mut self, from: (usize, usize), to: (usize, usize)) {
        let (across, _) = per_cell(self.plot);
        self.each(from, to, |step| step / across % 2 == 0);
        self.dot(to.0, to.1);
    }

    /// Sets the dots of a straight line at the steps that are wanted.
    fn each(&mut self, from: (usize, usize), to: (usize, usize), wanted: impl Fn(usize) -> bool) {
        let (across, down) = (from.0.abs_diff(to.0), from.1.abs_diff(to.1));
        let steps = across.max(down).max(1);
        let at = |a: usize, b: usize, step: usize| {
            let gone = (a.abs_diff(b) * step + steps / 2) / steps;
            if b >= a { a + gone } else { a - gone }
        };
        for step in (0..=steps).filter(|step| wanted(*step)) {
            self.dot(at(from.0, to.0, step), at(from.1, to.1, step));
        }
    }

    /// What stands in a cell; `None` without a dot.
    pub fn glyph(&self, x: usize, y: usize) -> Option<String> {
        let (across, down) = per_cell(self.plot);
        let (width, _) = self.size();
        let on = |dx: usize, dy: usize| {
            self.set.get((y * down + dy) * width + x * across + dx).copied().unwrap_or(false)
        };
        match self.plot {
            Plot::Braille => {
                const BITS: [[u32; 2]; 4] =
                    [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
                let bits = BITS.iter().enumerate().fold(0, |bits, (dy, pair)| {
                    pair.iter()
                        .enumerate()
                        .filter(|(dx, _)| on(*dx, dy))
                        .fold(bits, |b, (_, v)| b | v)
                });
                let glyph = char::from_u32(0x2800 + bits).filter(|_| bits > 0);
                glyph.map(String::from)
            }
            Plot::Halves => match (on(0, 0), on(0, 1)) {
                (true, true) => Some("█".to_owned()),
                (true, false) => Some("▀".to_owned()),
                (false, true) => Some("▄".to_owned()),
                (false, false) => None,
            },
            Plot::Marks => on(0, 0).then(|| "*".to_owned()),
        }
    }
}

/// Dots across and down a cell.
pub fn per_cell(plot: Plot) -> (usize, usize) {
    match plot {
        Plot::Braille => (2, 4),
        Plot::Halves => (1, 2),
        Plot::Marks => (1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_meet_both_their_ends() {
        for plot in [Plot::Braille, Plot::Halves, Plot::Marks] {
            for (from, to) in
                [((0, 0), (3, 3)), ((3, 0), (0, 3)), ((2, 1), (2, 1)), ((0, 3), (3, 2))]
            {
                let mut dots = Dots::new(plot, 4, 4);
                dots.line(from, to);
                let (across, down) = per_cell(plot);
                assert!(dots.glyph(from.0 / across, from.1 / down).is_some());
                assert!(dots.glyph(to.0 / across, to.1 / down).is_some());
            }
        }
    }

    #[test]
    fn dots_become_glyphs_and_none_stay_none() {
        let mut dots = Dots::new(Plot::Braille, 2, 1);
        dots.dot(0, 0);
        dots.dot(1, 3);
        dots.dot(99, 0);
        dots.dot(0, 99);
        assert_eq!(dots.glyph(0, 0).as_deref(), Some("⢁"));
        assert_eq!(dots.glyph(1, 0), None);
    }
}
