//! Texts by number, each kept once.
//!
//! **Invariants:** a standard hash map would do as well; it costs the page's download several
//! kilobytes, this a few hundred bytes.

/// Texts without repetition; 0 is the empty one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Texts {
    pub(crate) all: Vec<String>,
    /// Open addressing: the id of a text at its hash or as near behind it as there was room, 0
    /// where nothing is. At most half of the slots are taken.
    slots: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Texts { all: vec![String::new()], slots: vec![0; 64] }
    }
}

impl Texts {
    pub(crate) fn id(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let slot = self.find(text);
        if self.slots[slot] != 0 {
            return self.slots[slot];
        }
        let id = self.all.len() as u32;
        self.all.push(text.into());
        self.slots[slot] = id;
        if self.all.len() * 2 > self.slots.len() {
            self.grow();
        }
        id
    }

    /// The slot of the text, or the free one where it belongs.
    fn find(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        // FNV-1a.
        let hash = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        let mut slot = text.as_bytes().iter().fold(0x811c_9dc5, hash) as usize & mask;
        while self.slots[slot] != 0 && self.all[self.slots[slot] as usize] != text {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for id in 1..self.all.len() {
            let slot = self.find(&self.all[id]);
            self.slots[slot] = id as u32;
        }
    }
}
