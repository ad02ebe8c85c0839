//! Sending, receiving, and `select`.
//!
//! **Models:** the Go specification, "Select statements": channels and values to send are
//! evaluated once, in source order; what is assigned to, only in the case that is taken.

use super::Lowerer;
use crate::code::{Instr, Reg};
use crate::syntax::ast::{CommClause, Expr, ExprKind, Stmt, StmtKind};
use crate::types::{Kind, Type};

/// A case of a select: its channel, and the value to send or where the received one goes.
struct Case {
    chan: Reg,
    sends: bool,
    value: Reg,
}

impl<'p> Lowerer<'p> {
    /// The channel and the value of a send, in registers of their own.
    pub(super) fn send_operands(&mut self, chan: &'p Expr, value: &'p Expr) -> (Reg, Reg) {
        self.calls_first(&[chan, value]);
        let chan_reg = self.own(chan);
        let Type::Chan(_, elem) = *self.types().under(self.type_of(chan)) else {
            return (chan_reg, 0);
        };
        let src = self.temp(elem);
        self.eval_as(value, elem, Some(src));
        (chan_reg, src)
    }

    /// Receives: the value, and `ok` behind it.
    pub(super) fn receive(&mut self, receive: &'p Expr) -> Reg {
        if let Some(dst) = self.ready.remove(&receive.id) {
            return dst;
        }
        let ExprKind::Unary(_, chan) = &receive.kind else { return 0 };
        let reg = self.eval(chan, None);
        let dst = self.received_block(chan);
        self.emit(Instr::Recv { dst, chan: reg });
        dst
    }

    /// Registers for what is received from `chan`, and for `ok`.
    fn received_block(&mut self, chan: &Expr) -> Reg {
        let mut kinds = match *self.types().under(self.type_of(chan)) {
            Type::Chan(_, elem) => self.types().kinds(elem),
            _ => Vec::new(),
        };
        kinds.push(Kind::Word);
        self.temp_kinds(&kinds)
    }

    pub(super) fn select(&mut self, clauses: &'p [CommClause]) {
        let label = self.label.take();
        let line = self.fun().line;
        self.open_target(label, None);
        let comms = clauses.iter().filter_map(|clause| clause.comm.as_ref());
        let cases: Vec<Case> = comms.map(|comm| self.select_case(comm)).collect();
        let chosen = self.word();
        let default = clauses.len() > cases.len();
        // Whoever waits stands at the `select`; gc makes a plain operation of a single case.
        if cases.len() != 1 {
            self.fun().line = line;
        }
        self.emit(Instr::Select { dst: chosen, n: cases.len() as u16, default });
        for case in &cases {
            self.data(u32::from(case.chan) << 1 | u32::from(case.sends));
            self.data(u32::from(case.value));
        }
        self.select_bodies(clauses, &cases, chosen);
        self.close_target();
    }

    fn select_case(&mut self, comm: &'p Stmt) -> Case {
        self.at_line(comm.span);
        match (&comm.kind, comm.received()) {
            (StmtKind::Send(chan, value), _) => {
                let (chan, value) = self.send_operands(chan, value);
                Case { chan, sends: true, value }
            }
            (_, Some(Expr { kind: ExprKind::Unary(_, from), .. })) => {
                let chan = self.own(from);
                Case { chan, sends: false, value: self.received_block(from) }
            }
            _ => Case { chan: 0, sends: false, value: 0 },
        }
    }

    /// The clauses' bodies; `chosen` says which of the cases was taken, the default is number `n`.
    fn select_bodies(&mut self, clauses: &'p [CommClause], cases: &[Case], chosen: Reg) {
        let mut ends = Vec::new();
        let mut numbers = 0..;
        for clause in clauses {
            let number = match &clause.comm {
                Some(_) => numbers.next().unwrap_or(0),
                None => cases.len(),
            };
            let mark = self.fun_ref().temps.len();
            let (same, b) = (self.word(), self.int_temp(number as i64));
            self.emit(Instr::Eq { dst: same, a: chosen, b });
            self.release_temps(mark);
            let next = self.emit(Instr::JumpUnless { a: same, to: 0 });
            if let Some(comm) = &clause.comm
                && let Some(receive) = comm.received()
            {
                self.ready.insert(receive.id, cases[number].value);
                self.stmt(comm);
            }
            self.block(&clause.body);
            ends.push(self.emit(Instr::Jump { to: 0 }));
            self.patch(next);
        }
        self.patch_all(ends);
    }
}
