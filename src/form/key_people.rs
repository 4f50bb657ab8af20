//! `key-people.toml`: 附表3 关键人物关系图 and 附表4 购买决策中关键人物角色作用表.
//! Source: `000_492afcb71e7a325f.txt` 附表3, 附表4.

use chrono::NaiveDate;

use super::choices::{RelationshipStatus, Role};
use super::customer::Roles;
use super::kind::{Between, List, OneOrMany, PersonRef, StaffRef, Table, Text};

record! {
    /// The key people of one customer.
    pub struct KeyPeople = "key-people", "附表3 关键人物关系图、附表4 角色作用表", "Forms 3 and 4: key people" {
        unit_name: Text => optional("单位名称", "Unit name"),
        unidentified: List<Role> => optional("未识别", "Looked for and not found").help("查过而没有找到人的角色", "roles looked for and not found"),
        people: List<Table<KeyPersonRow>> => required("关键人物", "Key people").block().help("在整个购买决策里起关键作用的人", "who plays a key part in the buying decision"),
        concerns: Table<Concerns> => optional("问题和所关心的事务", "Concerns").block(),
    }
}

record! {
    /// One row of 附表3.
    pub struct KeyPersonRow = "key-people.people", "关键人物", "Key person" {
        id: Text => required("编号", "Id"),
        name: Text => required("关键人物名称", "Name").rule("F1-07").also(&["姓名"]),
        title: Text => required("职务", "Title").rule("F1-07"),
        role: Roles => required("角色作用", "Role").rule("F3-01"),
        status: RelationshipStatus => required("关系状况", "Relationship status").rule("F3-02"),
        ours: OneOrMany<StaffRef> => conditional("与我方的关系", "Our people").rule("F3-05").help("我方与该关键人物建立了联系的人", "our people who have a relation with them"),
        assessed_on: NaiveDate => required("评估日期", "Assessed on"),
        evidence: Text => optional("依据", "Evidence"),
        target_status: RelationshipStatus => optional("目标状态", "Target status").rule("F3-02"),
        reports_to: PersonRef => optional("汇报对象", "Reports to"),
        influences: OneOrMany<PersonRef> => optional("影响对象", "Influences"),
        influence: Between<1, 5> => optional("影响力", "Influence"),
        competitor_ties: List<Table<CompetitorTie>> => optional("与竞争对手关系", "Ties with competitors"),
        source_level: Between<1, 4> => optional("信息渠道级别", "Source level").rule("SRC-01").help("信息渠道包括四个级别：1 公开资料，2 第三方，3 联系人，4 希望我方赢的内部人", "1 public, 2 third party, 3 contacts, 4 insiders who want us to win"),
        concerns: Text => optional("所关心的事务", "Concerns"),
        history: List<Table<Assessment>> => optional("评估历史", "Assessment history"),
        left_on: NaiveDate => optional("离职日期", "Left on"),
    }
}

record! {
    /// 与竞争对手关系.
    pub struct CompetitorTie = "key-people.people.competitor_ties", "与竞争对手关系", "Tie with a competitor" {
        competitor: Text => required("竞争对手", "Competitor"),
        status: RelationshipStatus => optional("关系状况", "Status").rule("F3-02"),
    }
}

record! {
    /// 评估历史.
    pub struct Assessment = "key-people.people.history", "评估历史", "Assessment" {
        date: NaiveDate => required("日期", "Date"),
        status: RelationshipStatus => required("关系状况", "Status").rule("F3-02"),
        note: Text => optional("备注", "Note"),
    }
}

record! {
    /// 附表4: one text a role.
    pub struct Concerns = "key-people.concerns", "附表4 问题和所关心的事务", "Form 4: concerns" {
        decision_maker: Text => optional("决策者", "Decision maker"),
        advisor: Text => optional("顾问人员", "Advisor"),
        user: Text => optional("使用者", "User"),
        blocker: Text => optional("阻拦者", "Blocker"),
        supporter: Text => optional("支持者", "Supporter"),
        unidentified: List<Role> => optional("未识别", "Looked for and not found"),
    }
}

impl Concerns {
    /// The text of a role.
    #[must_use]
    pub const fn of(&self, role: Role) -> &super::Field<Text> {
        match role {
            Role::DecisionMaker => &self.decision_maker,
            Role::Advisor => &self.advisor,
            Role::User => &self.user,
            Role::Blocker => &self.blocker,
            Role::Supporter => &self.supporter,
        }
    }
}

impl KeyPersonRow {
    /// Whether the row counts on `day` (definitions G4: who left does not).
    #[must_use]
    pub fn is_there(&self, day: Option<NaiveDate>) -> bool {
        match (self.left_on.value(), day) {
            (Some(left), Some(day)) => left > day,
            (Some(_), None) => false,
            (None, _) => true,
        }
    }

    /// The id, or nothing when it is missing.
    #[must_use]
    pub fn key(&self) -> &str {
        self.id.get().map_or("", Text::as_str)
    }

    /// The name; the id when it is missing.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.get().map_or_else(|| self.key(), Text::as_str)
    }

    /// Whether the person has this role, main or further.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.role.get().is_some_and(|roles| roles.iter().any(|found| *found == role))
    }

    /// Our people, as ids.
    #[must_use]
    pub fn our_ids(&self) -> Vec<&str> {
        self.ours.get().map(|ours| ours.iter().map(|staff| &*staff.id).collect()).unwrap_or_default()
    }
}
