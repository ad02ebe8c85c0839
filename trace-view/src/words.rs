//! How wide words are, without asking a font: good enough to cut them where canvas and SVG agree.

/// How large a text is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Size {
    /// The name of a lane.
    Name,
    /// A label inside of a slice.
    Slice,
    /// A label on the axis, in a legend.
    Tick,
    /// What was printed, in a fixed width.
    Print,
}

impl Size {
    /// In pixels.
    pub fn pixels(self) -> f64 {
        match self {
            Size::Name => 13.0,
            Size::Slice | Size::Tick | Size::Print => 11.5,
        }
    }

    /// The width of a usual character, as a part of the size; some fonts are narrower.
    fn per_character(self) -> f64 {
        if self == Size::Print { 0.605 } else { 0.57 }
    }
}

/// The width of a text in pixels, rather too large than too small.
pub fn width_of(text: &str, size: Size) -> f64 {
    let narrow = size != Size::Print;
    let one = |c: char| match c {
        '\u{1100}'.. => 1.0 / size.per_character(),
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ':' | '\'' | ' ' | '(' | ')' if narrow => {
            0.62
        }
        'm' | 'w' | 'M' | 'W' if narrow => 1.5,
        _ => 1.0,
    };
    text.chars().map(one).sum::<f64>() * size.pixels() * size.per_character()
}

/// The text cut to `room` pixels, with an ellipsis; `None` if not even three characters fit.
pub fn fit(text: &str, room: f64, size: Size) -> Option<String> {
    if room <= 0.0 || text.is_empty() {
        return None;
    }
    if width_of(text, size) <= room {
        return Some(text.into());
    }
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if width_of(&cut, size) + size.pixels() > room {
            cut.pop();
            break;
        }
    }
    if cut.chars().count() < 3 {
        return None;
    }
    cut.push('…');
    Some(cut)
}

/// The text cut to `count` characters, the last an ellipsis if it was longer.
pub(crate) fn clip(text: &str, count: usize) -> String {
    if text.chars().count() <= count {
        return text.into();
    }
    let mut cut: String = text.chars().take(count.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
