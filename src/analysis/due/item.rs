//! One thing that falls due: when, what, with whom, by whom.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::words::{Words, words};

/// Something that somebody of ours is to have done by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The last day for it.
    pub date: NaiveDate,
    /// From the day of judgement to `date`: negative once it has passed.
    pub days: i64,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The customer; none for what concerns no customer in particular.
    pub customer: Option<Named>,
    /// What is to be done, in the language of the run.
    pub subject: String,
    /// The key person whom it is about.
    pub person: Option<Named>,
    /// Who is to do it.
    pub staff: Option<Named>,
    /// The rule that asks for it.
    pub rule: &'static str,
    /// What tells it from others of its kind with the same customer, person and day: a record's name, one of ours; the same in every language.
    pub mark: String,
    /// How it stands.
    pub state: State,
    /// Since when it is owed, where that is earlier than `date`: of what comes round again only the last date that was missed is listed.
    pub since: Option<NaiveDate>,
    /// It has gone to the superior, who then is `staff`.
    pub escalated: bool,
    /// Whose it was, where it has gone to the superior and was anybody's.
    pub whose: Option<Named>,
}

/// An id with the name that people say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name; the id where there is none.
    pub name: String,
}

/// How something stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its day has not passed.
    Ahead,
    /// Its day has passed, but the policy still allows some days (yellow).
    Late,
    /// It is overdue (red).
    Overdue,
}

/// Declares the kinds with key and label.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $kind:ident = $key:literal, $zh:literal, $en:literal; )*) => {
        /// What sort of thing falls due, in the order of the keys.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( $(#[$doc])* $kind, )* }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[ $( Self::$kind ),* ];

            /// The word of machine formats.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $( Self::$kind => $key, )* }
            }

            /// The word for people.
            #[must_use]
            pub const fn label(self) -> Words {
                match self { $( Self::$kind => words($zh, $en), )* }
            }
        }
    };
}

kinds! {
    /// 附表7 行动计划: the end of an action (F7A-05).
    Action = "action", "行动", "action";
    /// The assessment of a relationship grows old (F3-06).
    Assessment = "assessment", "关系评估", "assessment";
    /// A callback or visit that the regulation asks for in each period (VIS-…).
    Callback = "callback", "回访", "callback";
    /// A commitment to the customer: to be told, to be kept (SVC-06).
    Commitment = "commitment", "承诺", "commitment";
    /// A complaint or query that is open (SVC-01, SVC-02, SVC-04).
    Complaint = "complaint", "投诉", "complaint";
    /// 附表6: the date in force of a contact-plan line (F6-06).
    Contact = "contact", "联系", "contact";
    /// The rating of a customer's credit grows old (DAT-02).
    Credit = "credit", "信用评定", "credit rating";
    /// The callback evaluation of a quarter (VIS-14).
    Evaluation = "evaluation", "回访评估", "evaluation";
    /// An opinion that is to be passed on (SVC-05).
    Feedback = "feedback", "转告意见", "opinion";
    /// Plan or archive to be filed with the administrator (PLN-05, ARC-03).
    Filing = "filing", "归档", "filing";
    /// A topic of 附表5 grows old (F5-04).
    Insight = "insight", "信息更新", "insight";
    /// The archive suggestions of a quarter (CAD-05).
    Inspection = "inspection", "档案检查", "inspection";
    /// A lending card (SEC-03).
    Lending = "lending", "归还档案", "return";
    /// The plan of a year (PLN-02).
    Plan = "plan", "客户计划", "plan";
    /// An open project that nobody followed up in a month (PIP-01).
    Project = "project", "商机跟进", "project";
    /// The monthly industry and market report (CAD-01).
    Report = "report", "月度报告", "report";
    /// The yearly review of the regulation (GOV-02).
    Review = "review", "制度审核", "review";
    /// What is handed in each month (STA-01, STA-03, STA-04).
    Statistics = "statistics", "统计上报", "statistics";
    /// An archive suggestion that is open (CAD-07).
    Suggestion = "suggestion", "完善建议", "suggestion";
    /// The satisfaction survey of a period (SAT-01).
    Survey = "survey", "满意度调查", "survey";
    /// The customer's archive is to be supplemented (CAD-04).
    Update = "update", "档案增补", "update";
    /// The quarterly verification (CAD-03).
    Verification = "verification", "档案核定", "verification";
}

impl Named {
    /// Who has this id among these names.
    #[must_use]
    pub fn of(id: &str, names: &crate::resolve::Names) -> Self {
        Self { id: id.to_owned(), name: names.called(id).to_owned() }
    }
}

impl Item {
    /// Something due on a day, seen from another.
    #[must_use]
    pub fn new(rule: &'static str, kind: Kind, date: NaiveDate, today: NaiveDate, subject: String) -> Self {
        let days = (date - today).num_days();
        let state = if days < 0 { State::Overdue } else { State::Ahead };
        Self {
            date,
            days,
            kind,
            customer: None,
            subject,
            person: None,
            staff: None,
            rule,
            mark: String::new(),
            state,
            since: None,
            escalated: false,
            whose: None,
        }
    }

    /// The same with so many days after the date in which nothing is said yet.
    #[must_use]
    pub fn grace(self, days: i64) -> Self {
        let late = self.days < 0 && -self.days <= days;
        Self { state: if late { State::Late } else { self.state }, ..self }
    }

    /// The same, to be done by this one of ours.
    #[must_use]
    pub fn by(self, staff: Option<Named>) -> Self {
        Self { staff, ..self }
    }

    /// The same, told apart from others by this.
    #[must_use]
    pub fn marked(self, mark: &str) -> Self {
        Self { mark: mark.to_owned(), ..self }
    }

    /// The same, about this person of theirs.
    #[must_use]
    pub fn about(self, person: Named) -> Self {
        Self { person: Some(person), ..self }
    }

    /// For how many days it is owed on the day of judgement; 0 where its day has not passed.
    #[must_use]
    pub fn owed_for(&self) -> i64 {
        let earlier = self.since.map_or(0, |since| (self.date - since).num_days());
        if self.is_past() { earlier.max(0) - self.days } else { 0 }
    }

    /// Whether its day has passed.
    #[must_use]
    pub const fn is_past(&self) -> bool {
        self.days < 0
    }

    /// A name that stays the same from one day to the next, in every language, as long as the thing is due on its day.
    #[must_use]
    pub fn uid(&self) -> String {
        let of = |named: Option<&'_ Named>| id(named).unwrap_or_default().to_owned();
        let (customer, person, whose) = (of(self.customer.as_ref()), of(self.person.as_ref()), of(self.whose.as_ref()));
        let escalated = if self.escalated { "escalated" } else { "" };
        let parts = [self.kind.key(), self.rule, &customer, &person, &self.mark, &self.date.to_string(), escalated, &whose];
        // FNV-1a, with a separator that no part has.
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        format!("{}-{}-{hash:016x}@kehu", self.kind.key(), self.date.format("%Y%m%d"))
    }

    /// By date, then kind, then customer, and whatever else tells two of them apart.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        (self.date, self.kind, id(self.customer.as_ref()))
            .cmp(&(other.date, other.kind, id(other.customer.as_ref())))
            .then_with(|| self.escalated.cmp(&other.escalated))
            .then_with(|| id(self.person.as_ref()).cmp(&id(other.person.as_ref())))
            .then_with(|| id(self.staff.as_ref()).cmp(&id(other.staff.as_ref())))
            .then_with(|| (self.rule, &self.subject).cmp(&(other.rule, &other.subject)))
    }
}

fn id(named: Option<&Named>) -> Option<&str> {
    named.map(|one| one.id.as_str())
}
