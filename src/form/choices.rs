//! Every closed list of the forms. Source: `000_492afcb71e7a325f.txt` 附表1–7 where not said otherwise.

use super::spec::ChoiceSpec;

choice! {
    /// 角色作用 (附表4).
    pub enum Role = "people.role" {
        DecisionMaker = "decision_maker", "决策者", "decision maker";
        Advisor = "advisor", "顾问人员", "advisor";
        User = "user", "使用者", "user";
        Blocker = "blocker", "阻拦者", "blocker";
        Supporter = "supporter", "支持者", "supporter";
    }
}
choice! {
    /// 关系状况 (附表3 说明5).
    pub enum RelationshipStatus = "people.status" {
        Positive = "positive", "积极的", "positive";
        Neutral = "neutral", "中立的", "neutral";
        Negative = "negative", "消极的", "negative";
        None = "none", "尚未建立关系", "not yet established";
    }
}
choice! {
    /// 客户阶段 (`002_3d333403eb4d59d8.txt` 一).
    pub enum Lifecycle = "customer.lifecycle" {
        Potential = "potential", "潜在客户", "potential";
        Interested = "interested", "意向客户", "interested";
        Prospective = "prospective", "准客户", "prospective";
        Contracted = "contracted", "签约客户", "contracted";
        Developed = "developed", "已开发客户", "developed";
        Partner = "partner", "合作伙伴客户", "partner";
    }
}
choice! {
    /// 客户层级 (`003_1e073dfe55fe091b.txt` 第九条).
    pub enum Tier = "customer.tier" {
        Vip = "vip", "VIP客户", "VIP";
        Key = "key", "重点客户", "key";
        General = "general", "一般客户", "general";
        Reserve = "reserve", "储备客户", "reserve";
    }
}
choice! {
    /// ABC类 (the judged scheme of `002_3d333403eb4d59d8.txt`).
    pub enum AbcClass = "customer.abc_class" {
        A = "A", "A类", "class A";
        B = "B", "B类", "class B";
        C = "C", "C类", "class C";
    }
}
choice! {
    /// 关系层次 (`004_0808f37331f263a5.txt` 六).
    pub enum RelationshipLevel = "customer.relationship_level" {
        Vendor = "vendor", "卖主关系", "vendor";
        PreferredSupplier = "preferred_supplier", "被优先考虑的供应商", "preferred supplier";
        Partner = "partner", "伙伴关系", "partner";
        StrategicAlliance = "strategic_alliance", "战略联盟关系", "strategic alliance";
    }
}
choice! {
    /// 大客户 (`004_0808f37331f263a5.txt` 一).
    pub enum KeyAccount = "customer.key_account" {
        Critical = "critical", "关键客户", "critical customer";
        National = "national", "全国客户", "national customer";
        LongTerm = "long_term", "长期客户", "long-term customer";
    }
}
choice! {
    /// 信用状况 (`003_1e073dfe55fe091b.txt` 第九条, 第十五条).
    pub enum Credit = "customer.credit" {
        Excellent = "excellent", "优秀", "excellent";
        Good = "good", "良好", "good";
        Fair = "fair", "一般", "fair";
        Poor = "poor", "差", "poor";
        Unknown = "unknown", "未知", "unknown";
    }
}
choice! {
    /// How the customer's own turnover was learnt (`001_774dd85515acb760.txt`, 客户构成分析).
    pub enum TurnoverSource = "customer.turnover_source" {
        Asked = "asked", "询问", "asked";
        CustomerPlan = "customer_plan", "客户计划", "the customer's plan";
        PlannedPurchase = "planned_purchase", "计划采购", "planned purchase";
        OurSales = "our_sales", "我方销售额推算", "estimated from our sales";
        StockTurnover = "stock_turnover", "存货周转", "stock turnover";
        Accounts = "accounts", "账目", "their accounts";
        OtherFirms = "other_firms", "其他企业", "other firms";
    }
}
choice! {
    /// 直接客户 or 间接客户.
    pub enum Channel = "customer.channel" {
        Direct = "direct", "直接客户", "direct";
        Indirect = "indirect", "间接客户", "indirect";
    }
}
choice! {
    /// 机构 (附表1 说明1).
    pub enum SiteKind = "site.kind" {
        Headquarters = "headquarters", "公司总部", "headquarters";
        Branch = "branch", "分支机构", "branch";
        Subsidiary = "subsidiary", "子公司", "subsidiary";
    }
}
choice! {
    /// 客户概况 of 附表5.
    pub enum Topic = "insight.topic" {
        IndustryAndMarket = "industry_and_market", "行业与市场状况", "industry and market";
        Plans = "plans", "客户近期与远期计划", "near and long-term plans";
        Organization = "organization", "组织结构与管理体系", "organisation and management";
        Investment = "investment", "投资规划", "investment";
    }
}
choice! {
    /// 完成情况 (附表7 行动计划).
    pub enum ActionStatus = "action.status" {
        NotStarted = "not_started", "未开始", "not started";
        InProgress = "in_progress", "进行中", "in progress";
        Done = "done", "已完成", "done";
        Cancelled = "cancelled", "已取消", "cancelled";
    }
}
choice! {
    /// 结果 of a project.
    pub enum Outcome = "project.outcome" {
        Open = "open", "进行中", "open";
        Won = "won", "中标", "won";
        Lost = "lost", "失标", "lost";
        Cancelled = "cancelled", "取消", "cancelled";
        Postponed = "postponed", "推迟", "postponed";
    }
}
choice! {
    /// 接触方式 (附表6 备注; `003_1e073dfe55fe091b.txt` 第十一条).
    pub enum ContactKind = "contact.kind" {
        Letter = "letter", "信件", "letter";
        Phone = "phone", "电话", "phone";
        Meeting = "meeting", "会面", "meeting";
        Sms = "sms", "短信", "text message";
        Email = "email", "邮件", "e-mail";
        Onsite = "onsite", "现场走访", "on-site visit";
    }
}
choice! {
    /// 接触目的.
    pub enum ContactPurpose = "contact.purpose" {
        Callback = "callback", "回访", "callback";
        Adhoc = "adhoc", "临时回访", "ad-hoc callback";
        Visit = "visit", "拜访", "visit";
        Negotiation = "negotiation", "谈判", "negotiation";
        Service = "service", "服务", "service";
        Other = "other", "其他", "other";
    }
}
choice! {
    /// 联系方向.
    pub enum Direction = "contact.direction" {
        Outbound = "outbound", "我方发起", "outbound";
        Inbound = "inbound", "客户来电来函", "inbound";
    }
}
choice! {
    /// 类型 of a complaint.
    pub enum ComplaintType = "complaint.type" {
        Complaint = "complaint", "投诉", "complaint";
        Query = "query", "查询", "query";
        Claim = "claim", "索赔", "claim";
        Finance = "finance", "财务", "finance";
    }
}
choice! {
    /// 来访者级别 (`003_1e073dfe55fe091b.txt` 第十条).
    pub enum VisitorRank = "reception.visitor_rank" {
        Top = "top", "董事长/总经理", "chairman or general manager";
        Manager = "manager", "部门经理", "department manager";
        Staff = "staff", "部门经理以下", "below department manager";
    }
}
choice! {
    /// 内容类别 of a market report.
    pub enum MarketSubject = "market.subject" {
        Industry = "industry", "行业", "industry";
        Customer = "customer", "客户", "customer";
        Competitor = "competitor", "竞争对手", "competitor";
        Lead = "lead", "线索", "lead";
    }
}
choice! {
    /// 报告方式 of major information (第十二条).
    pub enum ReportMode = "major-info.mode" {
        Written = "written", "书面", "in writing";
        Oral = "oral", "口头", "orally";
    }
}
choice! {
    /// 状态 of an archive suggestion.
    pub enum SuggestionStatus = "suggestion.status" {
        Open = "open", "未办结", "open";
        Done = "done", "已办结", "done";
    }
}
choice! {
    /// 上报种类.
    pub enum SubmissionKind = "submission.kind" {
        Statistics = "statistics", "客户信息统计表", "monthly statistics";
        MonthEnd = "month_end", "月末客户信息", "month-end information";
        RegionalAnalysis = "regional_analysis", "区域分析", "regional analysis";
        CallbackEvaluation = "callback_evaluation", "回访评估报告", "callback evaluation";
        CustomerAnalysis = "customer_analysis", "客户分析报告", "customer analysis";
    }
}
choice! {
    /// 岗位 (第四条, 第五条; `001_774dd85515acb760.txt`, `003_1e073dfe55fe091b.txt`, `004_0808f37331f263a5.txt`).
    pub enum StaffRole = "staff.role" {
        AccountManager = "account_manager", "客户经理", "account manager";
        MarketingDirector = "marketing_director", "市场部部长", "marketing director";
        InfoAdmin = "info_admin", "市场部信息管理员", "information administrator";
        ArchiveKeeper = "archive_keeper", "客户档案管理主管", "archive keeper";
        RegionalManager = "regional_manager", "大区经理", "regional manager";
        Secretary = "secretary", "销售部秘书", "sales secretary";
        SalesDirector = "sales_director", "销售总监", "sales director";
        Executive = "executive", "公司领导", "executive";
        ExecutiveTop = "executive_top", "董事长/总经理", "chairman or general manager";
        Support = "support", "支持人员", "support";
        Colleague = "colleague", "同事", "colleague";
    }
}
choice! {
    /// 安排 of a day in `holidays.toml`.
    pub enum HolidayKind = "holidays.kind" {
        Holiday = "holiday", "放假", "holiday";
        Workday = "workday", "调休上班", "make-up workday";
    }
}
choice! {
    /// 学历 (附表2). The key is the form's own word.
    pub enum Education = "education" {
        College = "大专", "大专", "college";
        Bachelor = "本科", "本科", "bachelor";
        Master = "硕士", "硕士", "master";
        Doctor = "博士", "博士", "doctor";
        Other = "其他", "其他", "other";
    }
}
choice! {
    /// 性别.
    pub enum Gender = "gender" {
        Male = "male", "男", "male";
        Female = "female", "女", "female";
    }
}
choice! {
    /// 金额单位.
    pub enum AmountUnit = "company.amount_unit" {
        Yuan = "元", "元", "yuan";
        Wan = "万元", "万元", "10,000 yuan";
    }
}
choice! {
    /// Language of messages.
    pub enum Language = "company.language" {
        Chinese = "zh-CN", "中文", "Chinese";
        English = "en", "英文", "English";
    }
}
choice! {
    /// Which keys kehu writes.
    pub enum KeyLanguage = "company.keys" {
        English = "en", "英文", "English";
        Chinese = "zh", "中文", "Chinese";
    }
}
choice! {
    /// Which format kehu writes.
    pub enum FileFormat = "company.files" {
        Toml = "toml", "TOML", "TOML";
        Yaml = "yaml", "YAML", "YAML";
    }
}
choice! {
    /// The eight paper forms.
    pub enum PaperForm = "paper" {
        One = "1", "附表1", "form 1";
        Two = "2", "附表2", "form 2";
        Three = "3", "附表3", "form 3";
        Four = "4", "附表4", "form 4";
        Five = "5", "附表5", "form 5";
        Six = "6", "附表6", "form 6";
        SevenA = "7a", "附表7(一)", "form 7a";
        SevenB = "7b", "附表7(二)", "form 7b";
    }
}

/// Every choice, for the guard tests and the docs.
pub const EVERY: &[&ChoiceSpec] = &[
    Role::CHOICE,
    RelationshipStatus::CHOICE,
    Lifecycle::CHOICE,
    Tier::CHOICE,
    AbcClass::CHOICE,
    RelationshipLevel::CHOICE,
    KeyAccount::CHOICE,
    Credit::CHOICE,
    TurnoverSource::CHOICE,
    Channel::CHOICE,
    SiteKind::CHOICE,
    Topic::CHOICE,
    ActionStatus::CHOICE,
    Outcome::CHOICE,
    ContactKind::CHOICE,
    ContactPurpose::CHOICE,
    Direction::CHOICE,
    ComplaintType::CHOICE,
    VisitorRank::CHOICE,
    MarketSubject::CHOICE,
    ReportMode::CHOICE,
    SuggestionStatus::CHOICE,
    SubmissionKind::CHOICE,
    StaffRole::CHOICE,
    HolidayKind::CHOICE,
    Education::CHOICE,
    Gender::CHOICE,
    AmountUnit::CHOICE,
    Language::CHOICE,
    KeyLanguage::CHOICE,
    FileFormat::CHOICE,
    PaperForm::CHOICE,
];
