//! Who may take restricted data out in clear (SEC-04), and what is written on it (SEC-05). Decided here for forms and pages alike.

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, Doc};
use crate::form::Target;
use crate::form::choices::{PaperForm, StaffRole};
use crate::form::registers::Loan;
use crate::form::staff::StaffRow;
use crate::say;
use crate::words::Lang;
use crate::world::{Rank, World};

/// Roles that have the archives in their hands or see to them, below the rank of a manager.
const KEEPERS: &[StaffRole] = &[StaffRole::InfoAdmin, StaffRole::ArchiveKeeper, StaffRole::SalesDirector];

/// What is asked for, by whom.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Settings, staff.
    pub world: &'a World,
    /// The lending cards.
    pub loans: &'a [Doc<Loan>],
    /// Whose data.
    pub customer: &'a CustomerFolder,
    /// Of which form.
    pub form: PaperForm,
    /// Who works; none where nobody knows.
    pub me: Option<&'a str>,
    /// The day.
    pub day: NaiveDate,
}

/// What somebody may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right<'a> {
    /// Nobody knows who works: nobody can be asked for a card. It is said on the print.
    Unknown,
    /// It is this person's duty.
    Duty(&'a str),
    /// This person has an open card of this number.
    Card(&'a str, &'a str),
    /// This person may not.
    Nothing(&'a str, Lack<'a>),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack<'a> {
    /// No longer, or not yet, one of ours.
    Gone,
    /// Only account managers and above borrow (SEC-01).
    Rank,
    /// There is no open card.
    Card,
    /// There is one of this number; it should have come back.
    Overdue(&'a str, NaiveDate),
    /// There is one of this number; nobody approved it.
    Unapproved(&'a str),
}

/// The mark on what holds an important secret of the company (第十三条).
#[must_use]
pub fn mark(world: &World) -> String {
    let company = world.settings.company.get();
    let own = company.and_then(|company| company.confidentiality_mark.get()).map(|mark| mark.to_string());
    own.unwrap_or_else(|| say!(world.lang, "商业秘密", "Trade secret"))
}

/// What who works may see of this form of this customer.
#[must_use]
pub fn right<'a>(asked: &Asked<'a>) -> Right<'a> {
    let Some(me) = asked.me else { return Right::Unknown };
    let Some(row) = asked.world.staff.row(me) else {
        // Where the register could not be read nobody can say who somebody is.
        return if asked.world.is_complete(Target::Staff) { Right::Nothing(me, Lack::Gone) } else { Right::Unknown };
    };
    if !row.is_active(asked.day) {
        return Right::Nothing(me, Lack::Gone);
    }
    let open: Vec<&'a Doc<Loan>> = asked.loans.iter().filter(|doc| is_open(asked, &doc.record, me)).collect();
    let borrows = row.rank() >= Rank::AccountManager;
    if let Some(doc) = open.iter().copied().find(|doc| borrows && in_order(&doc.record, asked.day)) {
        return Right::Card(me, number(doc));
    }
    if is_duty(asked, row, me) {
        return Right::Duty(me);
    }
    Right::Nothing(me, if borrows { lack(&open, asked.day) } else { Lack::Rank })
}

/// The account manager of the customer, who keeps the archives, and managers.
fn is_duty(asked: &Asked<'_>, row: &StaffRow, me: &str) -> bool {
    let own = asked.customer.profile.as_ref().and_then(|doc| doc.record.account_manager.get()).is_some_and(|manager| manager.is(me));
    own || row.rank() >= Rank::Manager || KEEPERS.iter().any(|role| row.has_role(*role))
}

/// Whether the card is this person's, for this customer and form, and not back yet.
fn is_open(asked: &Asked<'_>, loan: &Loan, me: &str) -> bool {
    let day = asked.day;
    loan.borrower.get().is_some_and(|one| one.is(me))
        && loan.customer.get().is_some_and(|one| one.is(&asked.customer.id))
        && loan.forms.get().is_some_and(|forms| forms.iter().any(|form| *form == asked.form))
        && loan.lent_on.value().is_some_and(|lent| lent <= day)
        && (loan.returned_on.is_absent() || loan.returned_on.is_blank() || loan.returned_on.value().is_some_and(|back| back > day))
}

/// Whether an open card holds: approved, and its day has not passed.
fn in_order(loan: &Loan, day: NaiveDate) -> bool {
    loan.approved_by.get().is_some() && loan.due_back.value().is_some_and(|due| due >= day)
}

fn lack<'a>(open: &[&'a Doc<Loan>], day: NaiveDate) -> Lack<'a> {
    let Some(doc) = open.first() else { return Lack::Card };
    match doc.record.due_back.value().filter(|due| *due < day) {
        Some(due) => Lack::Overdue(number(doc), due),
        None => Lack::Unapproved(number(doc)),
    }
}

fn number(doc: &Doc<Loan>) -> &str {
    doc.record.card_no.get().map_or(&*doc.stem, |number| number.as_str())
}

impl Right<'_> {
    /// Whether restricted fields are shown.
    #[must_use]
    pub const fn in_clear(&self) -> bool {
        !matches!(self, Self::Nothing(..))
    }

    /// What is written on the print: 借阅人：马超 · 借阅卡 2026-0007 · 2026-07-08.
    #[must_use]
    pub fn stamp(&self, world: &World, day: NaiveDate) -> String {
        let lang = world.lang;
        let name = |id: &str| world.staff.names.called(id).to_owned();
        match self {
            Self::Unknown => say!(lang, "打印人：未登记 · {day}", "Printed by: not registered · {day}"),
            Self::Duty(me) | Self::Nothing(me, _) => {
                let name = name(me);
                say!(lang, "打印人：{name} · {day}", "Printed by: {name} · {day}")
            }
            Self::Card(me, card) => {
                let name = name(me);
                say!(lang, "借阅人：{name} · 借阅卡 {card} · {day}", "Borrowed by: {name} · card {card} · {day}")
            }
        }
    }

    /// Why somebody may not, without a full stop; none who may.
    #[must_use]
    pub fn why(&self, asked: &Asked<'_>) -> Option<String> {
        let Self::Nothing(me, lack) = self else { return None };
        let (world, lang) = (asked.world, asked.world.lang);
        let (name, customer, form) = (world.staff.names.called(me), asked.customer.called(), asked.form.label(lang));
        Some(match lack {
            Lack::Gone => say!(lang, "{name}当天不在岗", "{name} does not work here on that day"),
            Lack::Rank => {
                let role = world.staff.row(me).map_or("", |row| row.first_role(lang));
                say!(
                    lang,
                    "{name}是{role}，只有客户经理或以上人员可以借阅客户档案",
                    "{name} is {role}; only account managers and above may borrow an archive"
                )
            }
            Lack::Card => say!(lang, "{name}没有{customer}{form}的借阅卡", "{name} has no lending card for {form} of {customer}"),
            Lack::Overdue(card, due) => {
                say!(lang, "{name}的借阅卡 {card} 应于 {due} 归还，已逾期", "card {card} of {name} was due back on {due}")
            }
            Lack::Unapproved(card) => {
                say!(lang, "{name}的借阅卡 {card} 没有批准人或应还日期", "card {card} of {name} has no approver or no day of return")
            }
        })
    }

    /// What to do about it, in a phrase; none who may.
    #[must_use]
    pub fn way(&self, asked: &Asked<'_>) -> Option<String> {
        let Self::Nothing(me, lack) = self else { return None };
        let (lang, customer, form) = (asked.world.lang, &asked.customer.id, asked.form.key());
        let lend = format!("kehu lend {customer} --borrower {me} --forms {form}");
        Some(match lack {
            Lack::Gone | Lack::Rank => ask(asked, lang),
            Lack::Card => say!(lang, "先办借阅：`{lend}`", "borrow it first: `{lend}`"),
            Lack::Overdue(card, _) => {
                say!(
                    lang,
                    "先归还 `kehu return {card}`，再借阅 `{lend}`",
                    "return it by `kehu return {card}`, then borrow it anew: `{lend}`"
                )
            }
            Lack::Unapproved(card) => say!(lang, "请在 lending/{card} 中补全", "complete it in lending/{card}"),
        })
    }
}

/// To whom somebody turns who may not borrow.
fn ask(asked: &Asked<'_>, lang: Lang) -> String {
    let manager = asked.customer.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
    match manager.map(|manager| asked.world.staff.names.called(&manager.id)) {
        Some(name) => say!(lang, "请找该客户的客户经理{name}", "ask the customer's account manager {name}"),
        None => say!(lang, "请找该客户的客户经理", "ask the customer's account manager"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::archive::Loaded;
    use crate::archive::load::{Judge, Scope, base, load};
    use crate::words::Lang;

    fn example() -> Loaded {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
        let base = base(&root, Some(Lang::Zh), Lang::Zh);
        load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn asked<'a>(loaded: &'a Loaded, customer: &str, me: Option<&'a str>, on: &str) -> Asked<'a> {
        let customer = loaded.customers.iter().find(|folder| *folder.id == *customer).expect("it is there");
        Asked { world: &loaded.world, loans: &loaded.registers.loans, customer, form: PaperForm::Two, me, day: day(on) }
    }

    #[test]
    fn duty_card_or_nothing() {
        let loaded = example();
        let of = |customer: &str, me: Option<&'static str>, on: &str| format!("{:?}", right(&asked(&loaded, customer, me, on)));
        assert_eq!(of("yunling-mobile", None, "2026-07-08"), "Unknown");
        assert_eq!(of("yunling-mobile", Some("zhou-lan"), "2026-07-08"), "Duty(\"zhou-lan\")");
        assert_eq!(of("starbridge", Some("zhou-lan"), "2026-07-08"), "Nothing(\"zhou-lan\", Card)");
        assert_eq!(of("yunling-mobile", Some("he-xin"), "2026-07-08"), "Duty(\"he-xin\")");
        assert_eq!(of("yunling-mobile", Some("sun-tao"), "2026-07-08"), "Nothing(\"sun-tao\", Rank)");
        assert_eq!(of("yunling-mobile", Some("nobody"), "2026-07-08"), "Nothing(\"nobody\", Gone)");
        // The card was lent on 22 June and came back on the 26th.
        assert_eq!(of("yunling-mobile", Some("ma-chao"), "2026-06-25"), "Card(\"ma-chao\", \"2026-0007\")");
        assert_eq!(of("yunling-mobile", Some("ma-chao"), "2026-06-26"), "Duty(\"ma-chao\")");
        assert_eq!(of("starbridge", Some("ma-chao"), "2026-06-25"), "Duty(\"ma-chao\")");
    }

    #[test]
    fn what_is_said_and_stamped() {
        let loaded = example();
        let on = |me: &'static str| {
            let asked = asked(&loaded, "starbridge", Some(me), "2026-07-08");
            let right = right(&asked);
            (right.stamp(&loaded.world, asked.day), right.why(&asked).unwrap_or_default(), right.way(&asked).unwrap_or_default())
        };
        let text = |(stamp, why, way): (String, String, String)| format!("{stamp}\n{why}\n{way}");
        assert_eq!(
            text(on("zhou-lan")),
            "打印人：周岚 · 2026-07-08\n周岚没有星桥设备附表2的借阅卡\n先办借阅：`kehu lend starbridge --borrower zhou-lan --forms 2`"
        );
        assert_eq!(
            text(on("sun-tao")),
            "打印人：孙涛 · 2026-07-08\n孙涛是同事，只有客户经理或以上人员可以借阅客户档案\n请找该客户的客户经理陈立"
        );
        assert_eq!(text(on("chen-li")), "打印人：陈立 · 2026-07-08\n\n");
    }
}
