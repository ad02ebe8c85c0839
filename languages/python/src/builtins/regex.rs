//! The engine behind `std/re.py`: a pattern parsed into a tree of nodes, and a backtracking
//! matcher with a limit on its work.
//!
//! **Models:** `Lib/re/_parser.py` and `Modules/_sre`, CPython 3.13: syntax, messages, order of
//! alternatives. **Departures:** case is folded one character at a time.

/// A message and the place of it, in characters.
use super::regex_tree::{Flags, Greed, Item, Node, Pattern, width};
pub(super) type Bad = (String, usize);

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    flags: Flags,
    groups: usize,
    open: Vec<usize>,
    names: Vec<(String, usize)>,
    depth: u32,
}

const DEPTH_MAX: u32 = 100;
const FOREVER: u32 = u32::MAX;

pub(super) fn parse(text: &str, flags: Flags) -> Result<Pattern, Bad> {
    let chars: Vec<char> = text.chars().collect();
    let (groups, names, open) = (0, Vec::new(), Vec::new());
    let mut parser = Parser { chars: &chars, at: 0, flags, groups, open, names, depth: 0 };
    let node = parser.choice()?;
    if parser.at < chars.len() {
        return Err(("unbalanced parenthesis".into(), parser.at));
    }
    let flags = parser.flags;
    Ok(Pattern { node, groups: parser.groups, names: parser.names, flags })
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, char: char) -> bool {
        let found = self.peek() == Some(char);
        self.at += usize::from(found);
        found
    }

    fn choice(&mut self) -> Result<Node, Bad> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(("the pattern is nested too deeply".into(), self.at));
        }
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if all.len() == 1 { all.swap_remove(0) } else { Node::Choice(all) })
    }

    fn sequence(&mut self) -> Result<Node, Bad> {
        let mut all = Vec::new();
        while let Some(char) = self.peek() {
            if char == '|' || char == ')' {
                break;
            }
            if self.flags.verbose && self.skip_verbose(char) {
                continue;
            }
            let start = self.at;
            self.at += 1;
            let node = match char {
                '.' => Node::Any,
                '^' => Node::Start,
                '$' => Node::End,
                '[' => self.set(start)?,
                '(' => match self.group(start)? {
                    Some(node) => node,
                    None => continue,
                },
                '\\' => self.escape(start)?,
                '*' | '+' | '?' => return Err(("nothing to repeat".into(), start)),
                '{' if self.braces(start).is_some() => {
                    return Err(("nothing to repeat".into(), start));
                }
                char => Node::Char(char),
            };
            all.push(self.repeated(node)?);
        }
        Ok(if all.len() == 1 { all.swap_remove(0) } else { Node::Sequence(all) })
    }

    fn skip_verbose(&mut self, char: char) -> bool {
        if char.is_whitespace() {
            self.at += 1;
            return true;
        }
        if char == '#' {
            while self.peek().is_some_and(|char| char != '\n') {
                self.at += 1;
            }
            return true;
        }
        false
    }

    /// `{m}`, `{m,}`, `{,n}`, `{m,n}` at a place: the bounds and where it ends.
    fn braces(&self, start: usize) -> Option<(u32, u32, usize)> {
        let end = self.chars[start..].iter().position(|&char| char == '}')? + start;
        let inner: String = self.chars[start + 1..end].iter().collect();
        let number = |text: &str, default: u32| match text {
            "" => Some(default),
            text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
            _ => None,
        };
        let (low, high) = match inner.split_once(',') {
            Some((low, high)) => (number(low, 0)?, number(high, FOREVER)?),
            None if inner.is_empty() => return None,
            None => (number(&inner, 0)?, number(&inner, 0)?),
        };
        Some((low, high, end + 1))
    }

    fn repeated(&mut self, mut node: Node) -> Result<Node, Bad> {
        let mut times = 0;
        loop {
            if self.flags.verbose {
                while self.peek().is_some_and(|char| self.skip_verbose(char)) {}
            }
            let start = self.at;
            let (min, max) = match self.peek() {
                Some('*') => (0, FOREVER),
                Some('+') => (1, FOREVER),
                Some('?') => (0, 1),
                Some('{') => match self.braces(start) {
                    Some((min, max, end)) => {
                        if max < min {
                            let message = "min repeat greater than max repeat";
                            return Err((message.into(), start + 1));
                        }
                        self.at = end - 1;
                        (min, max)
                    }
                    None => return Ok(node),
                },
                _ => return Ok(node),
            };
            self.at += 1;
            if times > 0 {
                return Err(("multiple repeat".into(), start));
            }
            if matches!(node, Node::Start | Node::TextStart) {
                return Err(("nothing to repeat".into(), start));
            }
            let kind = match self.peek() {
                Some('?') => Greed::Lazy,
                Some('+') => Greed::Possessive,
                _ => Greed::Greedy,
            };
            self.at += usize::from(kind != Greed::Greedy);
            node = Node::Repeat { node: node.into(), min, max, kind };
            times += 1;
        }
    }

    fn name(&mut self, end: char) -> Result<(String, usize), Bad> {
        let start = self.at;
        while self.peek().is_some_and(|char| char != end) {
            self.at += 1;
        }
        let name: String = self.chars[start..self.at].iter().collect();
        if name.is_empty() {
            return Err(("missing group name".into(), start));
        }
        if !self.eat(end) {
            return Err((format!("missing {end}, unterminated name"), start));
        }
        Ok((name, start))
    }

    fn checked_name(&mut self, end: char) -> Result<String, Bad> {
        let (name, start) = self.name(end)?;
        let good = name.chars().enumerate().all(|(index, char)| {
            char == '_' || char.is_alphabetic() || (index > 0 && char.is_alphanumeric())
        });
        if good {
            Ok(name)
        } else {
            Err((format!("bad character in group name {name:?}").replace('"', "'"), start))
        }
    }

    /// After `(`; `None` for what is no element, as a comment or global flags.
    fn group(&mut self, start: usize) -> Result<Option<Node>, Bad> {
        let mut capture = true;
        let mut name = None;
        if self.eat('?') {
            let Some(char) = self.peek() else {
                return Err(("unexpected end of pattern".into(), self.at));
            };
            self.at += 1;
            match char {
                ':' => capture = false,
                'P' => {
                    if self.eat('<') {
                        name = Some((self.checked_name('>')?, self.at));
                    } else if self.eat('=') {
                        let place = self.at;
                        let name = self.checked_name(')')?;
                        return match self.numbered(&name) {
                            Some(group) => Ok(Some(Node::Back(group))),
                            None => Err((format!("unknown group name '{name}'"), place)),
                        };
                    } else {
                        let shown = self.peek().map_or("?P".into(), |char| format!("?P{char}"));
                        return Err((format!("unknown extension {shown}"), start + 1));
                    }
                }
                '#' => {
                    while self.peek().is_some_and(|char| char != ')') {
                        self.at += 1;
                    }
                    if !self.eat(')') {
                        return Err(("missing ), unterminated comment".into(), start));
                    }
                    return Ok(None);
                }
                '=' | '!' => return self.look(start, true, char == '!').map(Some),
                '<' if matches!(self.peek(), Some('=' | '!')) => {
                    let negate = self.peek() == Some('!');
                    self.at += 1;
                    return self.look(start, false, negate).map(Some);
                }
                '>' => {
                    let node = self.choice()?;
                    self.close(start)?;
                    return Ok(Some(Node::Atomic(node.into())));
                }
                '(' => return self.conditional(start).map(Some),
                'a' | 'i' | 'L' | 'm' | 's' | 'u' | 'x' | '-' => return self.inline(start, char),
                other => return Err((format!("unknown extension ?{other}"), start + 1)),
            }
        }
        if !capture {
            let node = self.inside(start)?;
            return Ok(Some(Node::Group(node.into(), None)));
        }
        self.capturing(start, name).map(Some)
    }

    /// What is in a group, up to its end; flags set in it end with it.
    fn inside(&mut self, start: usize) -> Result<Node, Bad> {
        let flags = self.flags;
        let node = self.choice()?;
        self.close(start)?;
        self.flags = flags;
        Ok(node)
    }

    /// A group that keeps what it matches.
    fn capturing(&mut self, start: usize, name: Option<(String, usize)>) -> Result<Node, Bad> {
        self.groups += 1;
        let number = self.groups;
        if let Some((name, place)) = name {
            if let Some(old) = self.numbered(&name) {
                let message = format!(
                    "redefinition of group name '{name}' as group {number}; was group {old}"
                );
                return Err((message, place - name.chars().count() - 1));
            }
            self.names.push((name, number));
        }
        self.open.push(number);
        let node = self.inside(start)?;
        self.open.pop();
        Ok(Node::Group(node.into(), Some(number)))
    }

    fn numbered(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|(known, _)| known == name).map(|&(_, number)| number)
    }

    fn close(&mut self, start: usize) -> Result<(), Bad> {
        if self.eat(')') {
            Ok(())
        } else {
            Err(("missing ), unterminated subpattern".into(), start))
        }
    }

    fn look(&mut self, start: usize, ahead: bool, negate: bool) -> Result<Node, Bad> {
        let node = self.choice()?;
        self.close(start)?;
        if !ahead && width(&node).is_none() {
            return Err(("look-behind requires fixed-width pattern".into(), 0));
        }
        Ok(Node::Look { node: node.into(), ahead, negate })
    }

    fn conditional(&mut self, start: usize) -> Result<Node, Bad> {
        let (name, place) = self.name(')')?;
        let group = match name.parse::<usize>() {
            Ok(0) => return Err(("bad group number".into(), place)),
            Ok(group) if group > self.groups => {
                return Err((format!("invalid group reference {group}"), place));
            }
            Ok(group) => group,
            Err(_) => match self.numbered(&name) {
                Some(group) => group,
                None => return Err((format!("unknown group name '{name}'"), place)),
            },
        };
        let yes = self.sequence()?;
        let no = if self.eat('|') { self.sequence()? } else { Node::Sequence(Vec::new()) };
        if self.peek() == Some('|') {
            return Err(("conditional backref with more than two branches".into(), self.at));
        }
        self.close(start)?;
        Ok(Node::Conditional(group, yes.into(), no.into()))
    }

    fn inline(&mut self, start: usize, first: char) -> Result<Option<Node>, Bad> {
        let before = self.flags;
        let (mut flags, mut on, mut char) = (self.flags, true, first);
        loop {
            match char {
                'i' => flags.ignore_case = on,
                'm' => flags.multiline = on,
                's' => flags.dot_all = on,
                'x' => flags.verbose = on,
                'a' => flags.ascii = on,
                'u' | 'L' => {}
                '-' => on = false,
                ')' if on => {
                    if start > 0 {
                        let message = "global flags not at the start of the expression";
                        return Err((message.into(), start));
                    }
                    self.flags = flags;
                    return Ok(None);
                }
                ':' => break,
                _ => return Err(("unknown flag".into(), self.at - 1)),
            }
            char = match self.peek() {
                Some(char) => char,
                None => return Err(("missing -, : or )".into(), self.at)),
            };
            self.at += 1;
        }
        self.flags = flags;
        let node = self.choice()?;
        self.close(start)?;
        self.flags = before;
        Ok(Some(Node::With(flags, node.into())))
    }

    fn escape(&mut self, start: usize) -> Result<Node, Bad> {
        let Some(char) = self.peek() else {
            return Err(("bad escape (end of pattern)".into(), start));
        };
        self.at += 1;
        Ok(match char {
            'A' => Node::TextStart,
            'Z' => Node::TextEnd,
            'b' => Node::Boundary(true),
            'B' => Node::Boundary(false),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Node::Set(vec![Item::Class(char)], false),
            '1'..='9' => {
                let mut group = char.to_digit(10).unwrap_or(0) as usize;
                if let Some(digit) = self.peek().and_then(|char| char.to_digit(10)) {
                    group = group * 10 + digit as usize;
                    self.at += 1;
                }
                if group > self.groups {
                    return Err((format!("invalid group reference {group}"), start + 1));
                }
                if self.open.contains(&group) {
                    return Err(("cannot refer to an open group".into(), start));
                }
                Node::Back(group)
            }
            char => Node::Char(self.literal(char, start)?),
        })
    }

    /// An escape that stands for one character.
    fn literal(&mut self, char: char, start: usize) -> Result<char, Bad> {
        let digits = match char {
            'n' => return Ok('\n'),
            't' => return Ok('\t'),
            'r' => return Ok('\r'),
            'f' => return Ok('\x0c'),
            'v' => return Ok('\x0b'),
            'a' => return Ok('\x07'),
            '0' => return Ok('\0'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            char if char.is_ascii_alphabetic() => {
                return Err((format!("bad escape \\{char}"), start));
            }
            char => return Ok(char),
        };
        let text: String = self.chars[self.at..].iter().take(digits).collect();
        let code = u32::from_str_radix(&text, 16).ok().filter(|_| text.len() == digits);
        match code.and_then(char::from_u32) {
            Some(found) => {
                self.at += digits;
                Ok(found)
            }
            None => Err((format!("incomplete escape \\{char}{text}"), start)),
        }
    }

    fn set(&mut self, start: usize) -> Result<Node, Bad> {
        let negate = self.eat('^');
        let mut items = Vec::new();
        let first = self.at;
        loop {
            let Some(char) = self.peek() else {
                return Err(("unterminated character set".into(), start));
            };
            let place = self.at;
            self.at += 1;
            if char == ']' && place > first {
                return Ok(Node::Set(items, negate));
            }
            let low = self.member(char, place)?;
            let is_range = self.peek() == Some('-')
                && self.chars.get(self.at + 1).is_some_and(|&char| char != ']');
            if !is_range {
                items.push(low);
                continue;
            }
            self.at += 1;
            let next = self.peek().unwrap_or(']');
            let next_place = self.at;
            self.at += 1;
            let high = self.member(next, next_place)?;
            match (low, high) {
                (Item::Range(low, _), Item::Range(high, _)) if low <= high => {
                    items.push(Item::Range(low, high));
                }
                _ => {
                    let shown: String = self.chars[place..self.at].iter().collect();
                    return Err((format!("bad character range {shown}"), place));
                }
            }
        }
    }

    fn member(&mut self, char: char, place: usize) -> Result<Item, Bad> {
        if char != '\\' {
            return Ok(Item::Range(char, char));
        }
        let Some(char) = self.peek() else {
            return Err(("bad escape (end of pattern)".into(), place));
        };
        self.at += 1;
        Ok(match char {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Item::Class(char),
            'b' => Item::Range('\x08', '\x08'),
            char => {
                let char = self.literal(char, place)?;
                Item::Range(char, char)
            }
        })
    }
}
