//! Who works, and what of a customer's restricted data that person may take out (SEC-04, SEC-05).

use std::path::Path;

use chrono::NaiveDate;

use super::{CliError, Cx, Globals, query};
use crate::archive::{CustomerFolder, Doc, Unread, load};
use crate::discover::Ignored;
use crate::form::Target;
use crate::form::choices::PaperForm;
use crate::form::registers::Loan;
use crate::report::access::{self, Asked, Right};
use crate::say;
use crate::world::World;

/// Who works, with the lending cards.
pub(crate) struct Counter {
    me: Option<String>,
    loans: Vec<Doc<Loan>>,
    unread: Vec<Unread>,
    day: NaiveDate,
}

/// Who works: `--me`, else whose address git has; none where nobody knows.
///
/// # Errors
/// When `--me` names nobody of ours.
pub(crate) fn me(globals: &Globals, root: &Path, world: &World, cx: &Cx<'_>) -> Result<Option<String>, CliError> {
    match &globals.me {
        // Where the register could not be read nobody can say that somebody is not in it.
        Some(text) if !world.is_complete(Target::Staff) => Ok(Some(text.clone())),
        Some(text) => query::one_of_ours(&world.staff.names, text, cx.lang).map(Some),
        None => Ok(query::by_address(root, world)),
    }
}

impl Counter {
    /// Reads the cards where somebody is known whose they could be.
    ///
    /// # Errors
    /// As [`me`].
    pub(crate) fn open(root: &Path, world: &World, globals: &Globals, cx: &Cx<'_>) -> Result<Self, CliError> {
        let me = me(globals, root, world, cx)?;
        let (loans, unread) = match me {
            Some(_) => load::loans(root, &Ignored::new(root), world),
            None => Default::default(),
        };
        Ok(Self { me, loans, unread, day: globals.as_of })
    }

    /// What is asked for.
    pub(crate) fn asked<'a>(&'a self, world: &'a World, customer: &'a CustomerFolder, form: PaperForm) -> Asked<'a> {
        Asked { world, loans: &self.loans, customer, form, me: self.me.as_deref(), day: self.day }
    }

    /// The right to the form; who has none is told why on standard error, and what stands there instead.
    pub(crate) fn masks<'a>(&'a self, asked: &Asked<'a>, cx: &mut Cx<'_>) -> Right<'a> {
        let right = access::right(asked);
        if let (Some(why), Some(way)) = (right.why(asked), right.way(asked)) {
            cx.ui.notice(say!(cx.lang, "{why}，限阅内容以 `***` 代替；{way}", "{why}: restricted fields are masked by `***`; {way}"));
            self.name_unread(cx);
        }
        right
    }

    /// The right to what was asked for expressly.
    ///
    /// # Errors
    /// Who has none is refused.
    pub(crate) fn must<'a>(&'a self, asked: &Asked<'a>, cx: &mut Cx<'_>) -> Result<Right<'a>, CliError> {
        let right = access::right(asked);
        match (right.why(asked), right.way(asked)) {
            (Some(why), Some(way)) => {
                self.name_unread(cx);
                let error = CliError::user(say!(cx.lang, "{why}，不能显示限阅内容", "{why}: restricted fields are not shown"));
                Err(error.hint(way).hint(say!(cx.lang, "或去掉 `--reveal`", "or leave `--reveal` out")))
            }
            _ => Ok(right),
        }
    }

    /// Cards that could not be read cannot be open.
    fn name_unread(&self, cx: &mut Cx<'_>) {
        super::commands::form::say_unread(&self.unread, cx);
    }
}
