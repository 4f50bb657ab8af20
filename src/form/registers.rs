//! The registers: complaints, surveys, feedback, receptions, market reports, major information, lending, incidents,
//! suggestions, submissions, targets. Source: `format.md` §3; articles at each form.

use chrono::NaiveDate;

use crate::model::money::Money;
use crate::model::period::{Month, Quarter};

use super::choices::{ComplaintType, MarketSubject, PaperForm, ReportMode, SubmissionKind, SuggestionStatus, VisitorRank};
use super::kind::date::{Moment, Year};
use super::kind::number::Rate;
use super::kind::{Between, CategoryRef, CustomerRef, Free, List, OneOrMany, StaffRef, Table, Text};
use super::plan::Score;

record! {
    /// 投诉、查询 (`003` 第十四条; `001` 白云机场).
    pub struct Complaint = "complaint", "投诉、查询", "Complaint or query" {
        unit_name: Text => optional("单位名称", "Unit name"),
        id: Text => optional("编号", "Id"),
        received_at: Moment => required("受理时间", "Received at"),
        kind: ComplaintType => optional("类型", "Type").key("type"),
        cause: Text => optional("原因", "Cause"),
        tracking: List<Table<Tracking>> => optional("跟踪记录", "Tracking").block(),
        from: Text => optional("来源", "From"),
        content: Text => required("内容", "Content"),
        first_handler: StaffRef => required("首问责任人", "First handler").rule("SVC-03"),
        forwarded_to: Text => optional("转交部门", "Forwarded to"),
        plan: Text => optional("处理方案", "Plan"),
        promised_by: Moment => optional("承诺解决时间", "Promised by"),
        answered_at: Moment => optional("答复时间", "Answered at"),
        closed_at: Moment => optional("办结时间", "Closed at"),
        result: Text => optional("处理结果", "Result"),
        satisfied: bool => optional("客户是否满意", "Customer satisfied"),
    }
}

record! {
    /// 跟踪记录.
    pub struct Tracking = "complaint.tracking", "跟踪记录", "Tracking" {
        date: NaiveDate => required("日期", "Date"),
        note: Text => required("情况", "Note"),
    }
}

record! {
    /// 满意度调查.
    pub struct Survey = "survey", "满意度调查", "Satisfaction survey" {
        unit_name: Text => optional("单位名称", "Unit name"),
        id: Text => optional("编号", "Id"),
        surveyed_on: NaiveDate => required("调查日期", "Surveyed on"),
        method: Text => optional("调查方式", "Method"),
        respondents: Between<0, 1_000_000> => optional("答卷数", "Respondents"),
        score: Score => required("得分", "Score"),
        dimensions: Free<Score> => optional("分项得分", "Dimensions").block(),
        expected: Score => optional("期望", "Expected"),
        perceived: Score => optional("感知", "Perceived"),
        opinions: Text => optional("意见", "Opinions"),
        reported_on: NaiveDate => optional("报告日期", "Reported on"),
    }
}

record! {
    /// 客户意见与公司承诺 (第四条 10).
    pub struct Feedback = "feedback", "客户意见与公司承诺", "Customer's opinion and our commitment" {
        unit_name: Text => optional("单位名称", "Unit name"),
        id: Text => optional("编号", "Id"),
        date: NaiveDate => required("日期", "Date"),
        from: Text => optional("提出人", "From"),
        opinion: Text => optional("意见", "Opinion"),
        forwarded_to: Text => optional("转告单位", "Forwarded to"),
        forwarded_on: NaiveDate => optional("转告日期", "Forwarded on"),
        commitment: Text => optional("承诺", "Commitment"),
        due: NaiveDate => optional("承诺期限", "Due"),
        told_customer_on: NaiveDate => optional("告知客户日期", "Told the customer on"),
        closed_on: NaiveDate => optional("办结日期", "Closed on"),
    }
}

record! {
    /// 客户来访接待 (`003` 第十条).
    pub struct Reception = "reception", "客户来访接待", "Reception of a visit" {
        unit_name: Text => optional("单位名称", "Unit name"),
        id: Text => optional("编号", "Id"),
        date: NaiveDate => required("日期", "Date"),
        visitor_rank: VisitorRank => required("来访者级别", "Visitor's rank"),
        visitors: Text => optional("来访人员", "Visitors"),
        plan_by: StaffRef => optional("方案拟订人", "Plan by"),
        approved_by: StaffRef => optional("批准人", "Approved by"),
        lodging: Text => optional("住宿", "Lodging"),
        pickup_by: Text => optional("接站", "Pick-up"),
        meeting_chair: Text => optional("会议主持", "Meeting chair"),
        banquet_host: Text => optional("宴请主人", "Banquet host"),
        welcome_sign: Text => optional("欢迎标语", "Welcome sign"),
        schedule: Text => optional("日程", "Schedule"),
        vehicles: Text => optional("车辆", "Vehicles"),
        attendees: Text => optional("陪同人员", "Attendees"),
        approved_on: NaiveDate => optional("批准日期", "Approved on"),
        notes: Text => optional("备注", "Notes"),
    }
}

record! {
    /// 客户行业和市场信息报告 (第十二条 1).
    pub struct MarketReport = "market", "客户行业和市场信息报告", "Industry and market report" {
        id: Text => optional("编号", "Id"),
        month: Month => required("月份", "Month"),
        author: StaffRef => required("报告人", "Author"),
        submitted_on: NaiveDate => required("提交日期", "Submitted on"),
        received_by: StaffRef => optional("接收人", "Received by"),
        customers: List<CustomerRef> => optional("涉及客户", "Customers"),
        items: List<Table<MarketItem>> => optional("信息条目", "Items").block(),
    }
}

record! {
    /// One item of a market report.
    pub struct MarketItem = "market.items", "信息条目", "Item" {
        subject: MarketSubject => required("内容类别", "Subject"),
        content: Text => required("内容", "Content"),
        customer: Text => optional("客户", "Customer"),
        source_level: Between<1, 4> => optional("信息渠道级别", "Source level").rule("SRC-01"),
        implication: Text => optional("含义", "Implication"),
    }
}

record! {
    /// 重大信息 (第十二条 1).
    pub struct MajorInfo = "major-info", "重大信息", "Major information" {
        id: Text => optional("编号", "Id"),
        occurred_on: NaiveDate => required("发生日期", "Occurred on"),
        customer: CustomerRef => optional("客户", "Customer"),
        content: Text => required("内容", "Content"),
        impact: Text => optional("影响", "Impact"),
        advice: Text => optional("建议", "Advice"),
        source_level: Between<1, 4> => optional("信息渠道级别", "Source level").rule("SRC-01"),
        reported_to: OneOrMany<StaffRef> => required("呈报对象", "Reported to"),
        reported_at: Moment => required("报告时间", "Reported at"),
        mode: ReportMode => optional("报告方式", "Mode"),
    }
}

record! {
    /// 借阅卡 (第十三条 2).
    pub struct Loan = "loan", "借阅卡", "Lending card" {
        id: Text => optional("编号", "Id"),
        card_no: Text => required("卡号", "Card no.").rule("SEC-02"),
        borrower: StaffRef => required("借阅人", "Borrower").rule("SEC-02"),
        customer: CustomerRef => required("客户", "Customer").rule("SEC-02"),
        forms: OneOrMany<PaperForm> => required("借阅表单", "Forms").rule("SEC-02"),
        purpose: Text => required("用途", "Purpose").rule("SEC-02"),
        lent_on: NaiveDate => required("借出日期", "Lent on").rule("SEC-02"),
        due_back: NaiveDate => required("应还日期", "Due back").rule("SEC-02"),
        returned_on: NaiveDate => optional("归还日期", "Returned on"),
        approved_by: StaffRef => required("批准人", "Approved by").rule("SEC-02"),
        handled_by: StaffRef => optional("经办人", "Handled by"),
    }
}

record! {
    /// 失密/遗失 (第十三条 2).
    pub struct Incident = "incident", "失密、遗失", "Leak or loss" {
        id: Text => optional("编号", "Id"),
        date: NaiveDate => required("日期", "Date"),
        what: Text => required("经过", "What happened"),
        person: StaffRef => required("当事人", "Person"),
        handling: Text => optional("处理", "Handling"),
        superior: StaffRef => optional("直接上级", "Superior"),
        closed_on: NaiveDate => optional("办结日期", "Closed on"),
    }
}

record! {
    /// 档案完善建议 (第十三条 4).
    pub struct Suggestion = "suggestion", "档案完善建议", "Archive suggestion" {
        id: Text => optional("编号", "Id"),
        period: Quarter => required("季度", "Quarter"),
        customer: CustomerRef => required("客户", "Customer"),
        issue: Text => required("问题", "Issue"),
        suggestion: Text => required("建议", "Suggestion"),
        due: NaiveDate => required("落实期限", "Due").rule("CAD-06"),
        issued_on: NaiveDate => required("提出日期", "Issued on"),
        issued_by: StaffRef => required("提出人", "Issued by"),
        copies_to: OneOrMany<StaffRef> => required("送达", "Copies to").rule("CAD-06"),
        status: SuggestionStatus => optional("状态", "Status"),
        closed_on: NaiveDate => optional("办结日期", "Closed on"),
    }
}

record! {
    /// 客户信息统计表等上报登记 of one month.
    pub struct Submissions = "submissions", "上报登记", "Submissions" {
        submissions: List<Table<Submission>> => required("上报", "Submissions").block(),
    }
}

record! {
    /// One submission (`002` 客户信息上报; `004` 七).
    pub struct Submission = "submissions.submissions", "上报", "Submission" {
        kind: SubmissionKind => required("上报种类", "Kind"),
        unit: Text => optional("上报单位", "Unit"),
        customer: CustomerRef => optional("客户", "Customer"),
        by: StaffRef => optional("上报人", "By"),
        summary: Text => optional("摘要", "Summary"),
        achievements: Text => optional("成效", "Achievements"),
        improvements: Text => optional("改进与建议", "Improvements"),
        submitted_on: NaiveDate => required("上报日期", "Submitted on"),
        received_by: StaffRef => optional("接收人", "Received by"),
    }
}

record! {
    /// 销售目标 of one year.
    pub struct Targets = "targets", "销售目标", "Sales targets" {
        year: Year => optional("年度", "Year"),
        staff: List<Table<StaffTarget>> => optional("人员目标", "Staff targets").block(),
        customers: List<Table<CustomerTarget>> => optional("客户目标", "Customer targets").block(),
        products: List<Table<ProductTarget>> => optional("产品目标", "Product targets").block(),
        categories: List<Table<CategoryTarget>> => optional("类别目标", "Category targets").block(),
    }
}

record! {
    /// A staff member's target.
    pub struct StaffTarget = "targets.staff", "人员目标", "Staff target" {
        staff: StaffRef => required("人员", "Staff"),
        sales: Money => required("销售额", "Sales"),
        share: Rate<0, 100> => optional("销售份额", "Share"),
    }
}

record! {
    /// A customer's target.
    pub struct CustomerTarget = "targets.customers", "客户目标", "Customer target" {
        customer: CustomerRef => required("客户", "Customer"),
        sales: Money => required("销售额", "Sales"),
    }
}

record! {
    /// A product's target.
    pub struct ProductTarget = "targets.products", "产品目标", "Product target" {
        product: Text => required("产品", "Product"),
        sales: Money => required("销售额", "Sales"),
        customer: CustomerRef => optional("客户", "Customer"),
        staff: StaffRef => optional("人员", "Staff"),
    }
}

record! {
    /// A category's share of sales.
    pub struct CategoryTarget = "targets.categories", "类别目标", "Category target" {
        category: CategoryRef => required("客户类别", "Category"),
        share: Rate<0, 100> => required("比重", "Share"),
    }
}
