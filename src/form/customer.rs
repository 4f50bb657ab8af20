//! `customer.toml`: 附表1 客户基本状况表, with classification, ownership and stamps.
//! Source: `000_492afcb71e7a325f.txt` 附表1, 第十–十三条; classification from `002`, `003`, `004`.

use chrono::NaiveDate;

use crate::model::money::Money;

use super::choices::{AbcClass, Channel, Credit, KeyAccount, Lifecycle, RelationshipLevel, SiteKind, Tier, TurnoverSource};
use super::kind::date::Year;
use super::kind::number::Rate;
use super::kind::{Between, CategoryRef, CustomerRef, List, OneOrMany, PersonRef, Phone, RegionRef, StaffRef, Table, Text};

record! {
    /// One customer.
    pub struct Customer = "customer", "附表1 客户基本状况表", "Form 1: customer profile" {
        unit_name: Text => required("单位名称", "Unit name").rule("F1-01").help("客户单位的全称，与营业执照一致", "the full registered name"),
        short_name: Text => optional("简称", "Short name"),
        category: CategoryRef => required("客户类别", "Category").rule("F1-08"),
        account_manager: StaffRef => required("客户经理", "Account manager").rule("ORG-01"),
        region: RegionRef => optional("大区", "Region").rule("ORG-04"),
        parent: CustomerRef => optional("上级单位", "Parent").rule("F1-09"),
        lifecycle: Lifecycle => required("客户阶段", "Lifecycle").rule("CLS-06"),
        tier: Tier => required("客户层级", "Tier"),
        abc_class: AbcClass => optional("ABC类", "ABC class"),
        abc_factors: Table<AbcFactors> => optional("分类依据", "ABC factors").block(),
        relationship_level: RelationshipLevel => optional("关系层次", "Relationship level").rule("CLS-07"),
        key_account: List<KeyAccount> => optional("大客户", "Key account"),
        credit: Credit => optional("信用状况", "Credit"),
        credit_rated_on: NaiveDate => optional("信用评定日期", "Credit rated on"),
        annual_trade: Money => optional("年交易额", "Annual trade"),
        turnover: List<Table<Turnover>> => optional("客户年采购额", "Customer's yearly purchases"),
        share_required: Rate<0, 100> => optional("要求占有率", "Required share of our sales"),
        wallet_required: Rate<0, 100> => optional("要求钱包份额", "Required share of wallet"),
        purchase: Table<Purchase> => optional("购买特征", "Purchase features").block(),
        assignments: List<Table<Assignment>> => optional("指派记录", "Assignments").block(),
        lifecycle_log: List<Table<LifecycleChange>> => optional("阶段变更", "Lifecycle log").block(),
        lost_on: NaiveDate => optional("流失日期", "Lost on"),
        gifts: List<Table<Gift>> => optional("礼品宴请", "Gifts and banquets").block(),
        buying_process: Text => optional("客户购买程序", "Buying process"),
        needs: Text => optional("客户需求", "Needs"),
        cooperation_history: Text => optional("合作历史", "Cooperation history"),
        evaluation: Text => optional("客户评价", "Evaluation"),
        social_relations: Text => optional("社会关系", "Social relations"),
        assessment_result: Text => optional("客户考核结果", "Assessment result"),
        documents: List<Table<Paper>> => optional("资质资料", "Documents").block(),
        preferences: List<Table<Preference>> => optional("优惠政策", "Preferential terms").block(),
        team: List<Table<TeamMember>> => optional("支持小组", "Support team"),
        budget: List<Table<Budget>> => optional("经费预算", "Budget"),
        competitors: List<Table<Competitor>> => optional("竞争对手", "Competitors").block(),
        sites: List<Table<Site>> => required("机构", "Sites").rule("F1-02").block().help("客户及其在全国的分支机构、分公司或子公司", "the customer and its branches and subsidiaries"),
        established_on: NaiveDate => required("建档日期", "Established on"),
        last_updated: NaiveDate => optional("最近增补日期", "Last updated"),
        verified: List<Table<Verified>> => optional("核定", "Verified").block(),
        filed: Table<Filed> => optional("归档", "Filed").block(),
        origin: Text => optional("引入方式", "Origin"),
        channel: Channel => optional("渠道", "Channel"),
    }
}

record! {
    /// 分类依据: the ten factors of seed 002.
    pub struct AbcFactors = "customer.abc_factors", "分类依据", "ABC factors" {
        cooperation_history: bool => optional("有合作历史", "Cooperation history"),
        good_faith: bool => optional("合作诚信", "Good faith"),
        good_credit: bool => optional("信用良好", "Good credit"),
        high_social_value: bool => optional("社会价值高", "High social value"),
        near_term_demand: bool => optional("近期有合作需求", "Near-term demand"),
        stranger: bool => optional("陌生客户", "Stranger"),
        bad_faith_record: bool => optional("有不诚信记录", "Bad-faith record"),
        harsh_demands: bool => optional("要求苛刻", "Harsh demands"),
        unreasonable_complaints: bool => optional("曾无理投诉", "Unreasonable complaints"),
        low_profit_complex: bool => optional("利润低且复杂", "Low profit and complex"),
        poor_credit: bool => optional("信用差", "Poor credit"),
        own_problems: bool => optional("自身存在问题", "Own problems"),
        override_reason: Text => optional("改判理由", "Reason for another class"),
    }
}

record! {
    /// 客户年采购额 of one year.
    pub struct Turnover = "customer.turnover", "客户年采购额", "Customer's yearly purchases" {
        year: Year => required("年度", "Year"),
        amount: Money => required("金额", "Amount"),
        source: TurnoverSource => optional("来源", "Source").rule("ANA-09"),
    }
}

record! {
    /// 购买特征.
    pub struct Purchase = "customer.purchase", "购买特征", "Purchase features" {
        frequency: Text => optional("频率", "Frequency"),
        bargaining_power: Text => optional("还价能力", "Bargaining power"),
        focus: Text => optional("关注重点", "Focus"),
        habits: Text => optional("习惯", "Habits"),
    }
}

record! {
    /// 指派记录.
    pub struct Assignment = "customer.assignments", "指派记录", "Assignment" {
        staff: StaffRef => required("人员", "Staff"),
        from: NaiveDate => required("起始日期", "From"),
        to: NaiveDate => optional("截止日期", "To"),
        assigned_by: StaffRef => optional("指派人", "Assigned by"),
        reason: Text => optional("原因", "Reason"),
    }
}

record! {
    /// 阶段变更.
    pub struct LifecycleChange = "customer.lifecycle_log", "阶段变更", "Lifecycle change" {
        date: NaiveDate => required("日期", "Date"),
        lifecycle: Lifecycle => required("客户阶段", "Lifecycle"),
        note: Text => optional("备注", "Note"),
    }
}

record! {
    /// 礼品宴请.
    pub struct Gift = "customer.gifts", "礼品宴请", "Gift or banquet" {
        date: NaiveDate => required("日期", "Date"),
        kind: Text => required("种类", "Kind"),
        person: PersonRef => optional("对象", "Person"),
        value: Money => optional("价值", "Value"),
        approved_by: Text => optional("批准人", "Approved by"),
    }
}

record! {
    /// 资质资料.
    pub struct Paper = "customer.documents", "资质资料", "Document" {
        name: Text => required("名称", "Name"),
        number: Text => optional("编号", "Number"),
        dated: NaiveDate => optional("日期", "Dated"),
        expires: NaiveDate => optional("有效期至", "Expires"),
    }
}

record! {
    /// 优惠政策.
    pub struct Preference = "customer.preferences", "优惠政策", "Preferential term" {
        content: Text => required("内容", "Content"),
        approved_by: Text => optional("批准人", "Approved by"),
        approved_on: NaiveDate => optional("批准日期", "Approved on"),
    }
}

record! {
    /// 支持小组.
    pub struct TeamMember = "customer.team", "支持小组", "Support team member" {
        staff: StaffRef => required("人员", "Staff"),
        duty: Text => optional("职责", "Duty"),
    }
}

record! {
    /// 经费预算.
    pub struct Budget = "customer.budget", "经费预算", "Budget" {
        year: Year => required("年度", "Year"),
        amount: Money => required("金额", "Amount"),
        spent: Money => optional("已用", "Spent"),
    }
}

record! {
    /// 竞争对手 (第十五条 3).
    pub struct Competitor = "customer.competitors", "竞争对手", "Competitor" {
        name: Text => required("名称", "Name"),
        strengths: Text => optional("优势", "Strengths"),
        weaknesses: Text => optional("劣势", "Weaknesses"),
        situation: Text => optional("目前状况", "Situation"),
        strategy: Text => optional("建议策略", "Strategy"),
    }
}

record! {
    /// 机构 (附表1).
    pub struct Site = "customer.sites", "机构", "Site" {
        kind: SiteKind => required("类别", "Kind").rule("F1-02"),
        name: Text => required("机构名称", "Site name"),
        location: Text => required("所处地点", "Location").rule("F1-03").help("指各客户的办公地点", "the office's address"),
        contacts: List<Table<SiteContact>> => required("重要联系人", "Contacts").rule("F1-04").by_rule().help("指各客户公司中的关键人物姓名及其职务", "key people of the site"),
    }
}

record! {
    /// 重要联系人 (附表1 说明3、4).
    pub struct SiteContact = "customer.sites.contacts", "重要联系人", "Contact" {
        person: PersonRef => required("人物", "Person").rule("F1-07"),
        mobile: Phone => optional("手机", "Mobile").sensitive(),
        office: Phone => optional("办公室电话", "Office phone"),
        home: Phone => optional("家庭电话", "Home phone").sensitive(),
    }
}

record! {
    /// 核定 (第十二条 5).
    pub struct Verified = "customer.verified", "核定", "Verification" {
        date: NaiveDate => required("日期", "Date"),
        by: StaffRef => required("核定人", "By"),
        checked_by: StaffRef => optional("复核", "Checked by"),
    }
}

record! {
    /// 归档 (第十二条 2).
    pub struct Filed = "customer.filed", "归档", "Filed" {
        date: NaiveDate => required("日期", "Date"),
        received_by: StaffRef => required("接收人", "Received by"),
        copies: Between<0, 99> => required("份数", "Copies"),
    }
}

/// Roles of a person: the first is the main one.
pub type Roles = OneOrMany<super::choices::Role>;

impl Customer {
    /// Whether the customer is a 大客户: `key_account` not empty, or tier vip (definitions G3).
    #[must_use]
    pub fn is_key_account(&self) -> bool {
        self.key_account.get().is_some_and(|list| !list.is_empty()) || self.tier.value() == Some(Tier::Vip)
    }

    /// Whether the customer is 重要、重点: tier vip or key (definitions G3).
    #[must_use]
    pub fn is_important(&self) -> bool {
        matches!(self.tier.value(), Some(Tier::Vip | Tier::Key))
    }

    /// Whom the assignments name for the day. One without a first day is nobody's on any day: that was reported where it is read.
    pub fn assigned_on(&self, day: NaiveDate) -> impl Iterator<Item = &StaffRef> {
        let rows = self.assignments.get().into_iter().flat_map(|list| list.iter());
        let then = rows.filter(move |one| one.from.value().is_some_and(|from| from <= day) && one.to.value().is_none_or(|to| to >= day));
        then.filter_map(|one| one.staff.get())
    }

    /// The newest verification up to the day, with its date. Of several of one day the last written counts.
    #[must_use]
    pub fn newest_verified(&self, today: NaiveDate) -> Option<(NaiveDate, &Verified)> {
        let stamps = self.verified.get().into_iter().flat_map(|list| list.iter());
        let dated = stamps.filter_map(|stamp| Some((stamp.date.value().filter(|date| *date <= today)?, &stamp.0)));
        dated.max_by_key(|(date, _)| *date)
    }
}
