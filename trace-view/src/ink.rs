//! The colour tokens: the one list of what may be coloured and how.
//!
//! A painter never names a colour, it names an [`Ink`]. In a page an ink is the CSS variable
//! [`Ink::css`]; the theme defines it for light and dark, and [`Ink::light`] is the fallback
//! where no theme is loaded. [`css_variables`] prints the block for a theme file.
//!
//! The hues are those of Okabe and Ito (2008), told apart by every common kind of colour
//! blindness, made lighter or darker until each text on its fill reaches a contrast of 4.5:1 in
//! both themes (a test measures it). Colour is never the only sign: every state also has a
//! pattern and a word (see [`crate::State`]).
//!
//! | variable | light | dark | used for |
//! |---|---|---|---|
//! | `--yp-bg` | `#ffffff` | `#14181d` | behind everything |
//! | `--yp-surface` | `#f3f5f8` | `#1b2129` | every second lane, the gutter |
//! | `--yp-text` | `#1b242d` | `#e6e9ed` | names, axis labels |
//! | `--yp-text-soft` | `#55616d` | `#a3adb8` | ticks, hints |
//! | `--yp-grid` | `#dde3e9` | `#2c343d` | tick lines, lane baselines |
//! | `--yp-run` `-edge` `-on` | `#0072b2` `#005a8d` `#ffffff` | `#4db1f0` `#7cc6f5` `#04202f` | runs |
//! | `--yp-ready` `-edge` `-on` | `#d3eaf8` `#3b87b5` `#0b3a57` | `#17384c` `#4a90b8` `#c4e5f8` | could run, waits for its turn |
//! | `--yp-blocked` `-edge` `-on` | `#fbe6b8` `#b87a00` `#4a3100` | `#4a3710` `#e0a93a` `#fbe3ae` | waits for somebody |
//! | `--yp-syscall` `-edge` `-on` | `#e3e7ec` `#5d6b7a` `#26313d` | `#323c48` `#8f9dab` `#dfe5ec` | is in the kernel |
//! | `--yp-sleep` `-edge` `-on` | `#f4eaf2` `#a4578a` `#5b2b4b` | `#35243a` `#c68bb8` `#ebcfe4` | waits for a time |
//! | `--yp-frozen` `-edge` `-on` | `#b34700` `#7a3000` `#ffffff` | `#f07b2e` `#ffa566` `#2a1000` | stands still and lets nobody run |
//! | `--yp-overdue` `-edge` `-on` | `#f7ee7a` `#857b00` `#3d3800` | `#57510f` `#e8de55` `#fbf6b8` | its time has come, but it is not let run |
//! | `--yp-loop` `-edge` `-on` | `#00785a` `#005a43` `#ffffff` | `#2bb88e` `#6bd6b6` `#00251a` | the event loop itself works |
//! | `--yp-idle-edge` | `#9aa5b0` | `#5a6672` | nothing to do |
//! | `--yp-arrow` | `#55616d` | `#a3adb8` | wake-ups, creations |
//! | `--yp-value` | `#00785a` | `#2bb88e` | a value or a result passes over |
//! | `--yp-print` | `#1b242d` | `#e6e9ed` | something was printed |
//! | `--yp-error` | `#b3002d` | `#ff7a90` | panic, exception, deadlock |
//! | `--yp-cursor` | `#b3002d` | `#ff7a90` | where the reader stands |
//! | `--yp-select` | `#005a8d` | `#7cc6f5` | the chosen lane |

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $css:literal, $light:literal, $dark:literal;)*) => {
        /// What is coloured.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Ink { $($(#[$doc])* $name,)* }
        impl Ink {
            /// Every ink, in order.
            pub const ALL: &'static [Ink] = &[$(Ink::$name),*];
            /// Name, light and dark, in the order of the variants: data is smaller than matches.
            const TABLE: &'static [[&'static str; 3]] = &[$([$css, $light, $dark]),*];
        }
    };
}

inks! {
    /// Behind everything.
    Background = "yp-bg", "#ffffff", "#14181d";
    /// Every second lane and the gutter.
    Surface = "yp-surface", "#f3f5f8", "#1b2129";
    /// Names and labels.
    Text = "yp-text", "#1b242d", "#e6e9ed";
    /// Ticks and hints.
    TextSoft = "yp-text-soft", "#55616d", "#a3adb8";
    /// Tick lines and baselines.
    Grid = "yp-grid", "#dde3e9", "#2c343d";
    /// Fill of a running slice.
    Run = "yp-run", "#0072b2", "#4db1f0";
    /// Its border.
    RunEdge = "yp-run-edge", "#005a8d", "#7cc6f5";
    /// Text on it.
    RunOn = "yp-run-on", "#ffffff", "#04202f";
    /// Fill of a runnable slice.
    Ready = "yp-ready", "#d3eaf8", "#17384c";
    /// Its border and dots.
    ReadyEdge = "yp-ready-edge", "#3b87b5", "#4a90b8";
    /// Text on it.
    ReadyOn = "yp-ready-on", "#0b3a57", "#c4e5f8";
    /// Fill of a blocked slice.
    Blocked = "yp-blocked", "#fbe6b8", "#4a3710";
    /// Its border and hatching.
    BlockedEdge = "yp-blocked-edge", "#b87a00", "#e0a93a";
    /// Text on it.
    BlockedOn = "yp-blocked-on", "#4a3100", "#fbe3ae";
    /// Fill of a slice in the kernel.
    Syscall = "yp-syscall", "#e3e7ec", "#323c48";
    /// Its border and lines.
    SyscallEdge = "yp-syscall-edge", "#5d6b7a", "#8f9dab";
    /// Text on it.
    SyscallOn = "yp-syscall-on", "#26313d", "#dfe5ec";
    /// Fill of a sleeping slice.
    Sleep = "yp-sleep", "#f4eaf2", "#35243a";
    /// Its dashed border.
    SleepEdge = "yp-sleep-edge", "#a4578a", "#c68bb8";
    /// Text on it.
    SleepOn = "yp-sleep-on", "#5b2b4b", "#ebcfe4";
    /// Fill of a frozen slice.
    Frozen = "yp-frozen", "#b34700", "#f07b2e";
    /// Its border and cross-hatching.
    FrozenEdge = "yp-frozen-edge", "#7a3000", "#ffa566";
    /// Text on it.
    FrozenOn = "yp-frozen-on", "#ffffff", "#2a1000";
    /// Fill of an overdue slice.
    Overdue = "yp-overdue", "#f7ee7a", "#57510f";
    /// Its border and stripes.
    OverdueEdge = "yp-overdue-edge", "#857b00", "#e8de55";
    /// Text on it.
    OverdueOn = "yp-overdue-on", "#3d3800", "#fbf6b8";
    /// Fill of the event loop's own work.
    Loop = "yp-loop", "#00785a", "#2bb88e";
    /// Its border.
    LoopEdge = "yp-loop-edge", "#005a43", "#6bd6b6";
    /// Text on it.
    LoopOn = "yp-loop-on", "#ffffff", "#00251a";
    /// The thin line of something that has nothing to do.
    IdleEdge = "yp-idle-edge", "#9aa5b0", "#5a6672";
    /// Arrows of creation and waking.
    Arrow = "yp-arrow", "#55616d", "#a3adb8";
    /// Arrows along which a value or a result passes.
    Value = "yp-value", "#00785a", "#2bb88e";
    /// The mark of a print.
    Print = "yp-print", "#1b242d", "#e6e9ed";
    /// Marks of errors.
    Error = "yp-error", "#b3002d", "#ff7a90";
    /// The cursor.
    Cursor = "yp-cursor", "#b3002d", "#ff7a90";
    /// The chosen lane.
    Select = "yp-select", "#005a8d", "#7cc6f5";
}

impl Ink {
    /// The CSS variable without its two dashes, also the class name in SVG: `yp-run`.
    pub fn css(self) -> &'static str {
        Ink::TABLE[self as usize][0]
    }

    /// The colour on light ground, as `#rrggbb`.
    pub fn light(self) -> &'static str {
        Ink::TABLE[self as usize][1]
    }

    /// The colour on dark ground, as `#rrggbb`.
    pub fn dark(self) -> &'static str {
        Ink::TABLE[self as usize][2]
    }
}

/// Which set of colours.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ground {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The declarations of all variables, one a line, for a rule of a theme file.
pub fn css_variables(ground: Ground) -> String {
    let mut out = String::new();
    for &ink in Ink::ALL {
        let colour = if ground == Ground::Light { ink.light() } else { ink.dark() };
        for part in ["--", ink.css(), ": ", colour, ";\n"] {
            out.push_str(part);
        }
    }
    out
}
