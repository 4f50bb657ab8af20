//! `plans/<year>.toml`: 客户计划 (第十五条), 附表6 客户接触计划, 附表7 行动计划, 附表7 收益计划. Source: `000_492afcb71e7a325f.txt`.

use chrono::NaiveDate;

use crate::model::money::Money;

use super::choices::{ActionStatus, Outcome};
use super::kind::date::Year;
use super::kind::number::Rate;
use super::kind::{Between, List, OneOrMany, PersonRef, Points, Section, StaffRef, StageRef, Table, Text, TextOrList};

record! {
    /// The plan of one year.
    pub struct Plan = "plan", "客户计划", "Customer plan" {
        unit_name: Text => optional("单位名称", "Unit name"),
        year: Year => required("年度", "Year").rule("PLN-10"),
        author: StaffRef => required("编制人", "Author"),
        guided_by: StaffRef => optional("指导人", "Guided by"),
        approved_by: StaffRef => optional("批准人", "Approved by"),
        approved_on: NaiveDate => optional("批准日期", "Approved on"),
        filed_on: NaiveDate => optional("归档日期", "Filed on"),
        revisions: List<Table<Revision>> => optional("调整记录", "Revisions").block(),
        plan: Table<PlanText> => optional("客户计划", "Plan text").block(),
        contact_plan: Table<ContactPlan> => optional("客户接触计划", "Contact plan").block().also(&["附表6"]),
        action_plan: Table<ActionPlan> => optional("行动计划", "Action plan").block(),
        revenue_plan: Table<RevenuePlan> => optional("收益计划", "Revenue plan").block(),
    }
}

record! {
    /// 调整记录 (第十六条 2).
    pub struct Revision = "plan.revisions", "调整记录", "Revision" {
        date: NaiveDate => required("日期", "Date"),
        reason: Text => required("原因", "Reason"),
        approved_by: StaffRef => required("批准人", "Approved by").missing("PLN-04"),
        changes: Text => optional("调整内容", "Changes"),
    }
}

record! {
    /// The five sections of 第十五条.
    pub struct PlanText = "plan.plan", "客户计划(第十五条)", "Plan text (article 15)" {
        summary: Text => required("计划摘要", "Summary").rule("PLN-01"),
        profile: Section<ProfileSection> => required("客户概况", "Profile").rule("PLN-01"),
        competition: Text => required("竞争概况", "Competition").rule("PLN-01"),
        assessment: Section<AssessmentSection> => required("情况评估", "Assessment").rule("PLN-01"),
        objectives: TextOrList<Objective> => required("客户计划", "Objectives").rule("PLN-01").also(&["目标"]),
    }
}

record! {
    /// Sub-headings of 客户概况.
    pub struct ProfileSection = "plan.plan.profile", "客户概况", "Profile" {
        key_people: Text => optional("关键人物", "Key people"),
        latest_moves: Text => optional("最新重大动向", "Latest moves"),
        position: Text => optional("所处位置", "Position"),
        market: Text => optional("市场", "Market"),
        strategy: Text => optional("战略", "Strategy"),
        trends: Text => optional("趋势", "Trends"),
        strengths: Text => optional("优势", "Strengths"),
        weaknesses: Text => optional("劣势", "Weaknesses"),
        opportunities: Text => optional("机会", "Opportunities"),
        threats: Text => optional("威胁", "Threats"),
        needs: Text => optional("需求", "Needs"),
    }
}

record! {
    /// Sub-headings of 情况评估.
    pub struct AssessmentSection = "plan.plan.assessment", "情况评估", "Assessment" {
        history: Text => optional("历史沿革", "History"),
        current_business: Text => optional("目前的业务", "Current business"),
        relationship_lifecycle: Text => optional("关系生命周期", "Relationship lifecycle"),
        strengths: Text => optional("优势", "Strengths"),
        weaknesses: Text => optional("劣势", "Weaknesses"),
        opportunities: Text => optional("机会", "Opportunities"),
        threats: Text => optional("威胁", "Threats"),
        relations: Text => optional("与关键人物的关系", "Relations with key people"),
    }
}

record! {
    /// One objective.
    pub struct Objective = "plan.plan.objectives", "目标", "Objective" {
        id: Text => optional("编号", "Id"),
        text: Text => required("内容", "Text"),
        measure: Text => optional("衡量指标", "Measure"),
        target: Text => optional("目标值", "Target"),
        unit: Text => optional("单位", "Unit"),
        current: Text => optional("当前值", "Current"),
    }
}

record! {
    /// 附表6 客户接触计划.
    pub struct ContactPlan = "plan.contact_plan", "附表6 客户接触计划", "Form 6: contact plan" {
        purpose: Text => required("目的描述", "Purpose").rule("F6-01"),
        report_to: StaffRef => optional("呈交对象", "Report to"),
        copy_to: OneOrMany<StaffRef> => optional("抄送", "Copy to"),
        lines: List<Table<ContactLine>> => optional("接触安排", "Lines").block(),
    }
}

record! {
    /// One line of 附表6.
    pub struct ContactLine = "plan.contact_plan.lines", "接触安排", "Contact-plan line" {
        ours: StaffRef => required("我方联系人员", "Our person").rule("F6-02").also(&["联系人员"]),
        person: PersonRef => required("客户方的联系对象", "Their person").rule("F6-03"),
        times: Between<1, 366> => required("联系次数", "Times").rule("F6-04").help("全年计划联系的次数", "planned contacts in the year"),
        next: NaiveDate => required("下一次联系的日期", "Next contact on").rule("F6-05"),
    }
}

record! {
    /// 附表7 行动计划.
    pub struct ActionPlan = "plan.action_plan", "附表7(一) 行动计划", "Form 7a: action plan" {
        purpose: Text => required("目的描述", "Purpose").rule("F7A-01"),
        actions: List<Table<Action>> => optional("行动", "Actions").block(),
    }
}

record! {
    /// One action.
    pub struct Action = "plan.action_plan.actions", "行动", "Action" {
        id: Text => optional("编号", "Id"),
        what: Text => required("行动内容", "What").rule("F7A-02"),
        owner: StaffRef => required("执行人", "Owner").rule("F7A-04").missing("F7A-02"),
        start: NaiveDate => required("开始日期", "Start").rule("F7A-02"),
        end: NaiveDate => required("结束日期", "End").rule("F7A-02"),
        status: ActionStatus => required("完成情况", "Status").rule("F7A-02"),
        progress: Between<0, 100> => optional("完成百分比", "Progress"),
        done_on: NaiveDate => optional("实际完成日期", "Done on"),
        objective: Text => optional("对应目标", "Objective"),
        counterpart: PersonRef => optional("客户方对象", "Counterpart"),
        project: Text => optional("相关项目", "Project"),
        survey: Text => optional("对应调查", "Survey"),
        note: Text => optional("备注", "Note"),
    }
}

record! {
    /// 附表7 收益计划.
    pub struct RevenuePlan = "plan.revenue_plan", "附表7(二) 收益计划", "Form 7b: revenue plan" {
        purpose: Text => required("目的描述", "Purpose").rule("F7B-01"),
        target: Money => optional("收入目标", "Target"),
        notes: Text => optional("说明及措施", "Notes and measures"),
        lines: List<Table<RevenueLine>> => optional("项目", "Lines").block(),
        total: Table<RevenueTotal> => derived("总计", "Total").block(),
    }
}

record! {
    /// One project of 附表7 收益计划.
    pub struct RevenueLine = "plan.revenue_plan.lines", "项目", "Project" {
        project: Text => required("项目名称", "Project").rule("F7B-01").help("指下一年度拟议中的项目", "a project intended for the coming year"),
        contract: Money => required("合同额", "Contract").rule("F7B-01").help("指该项目的合同金额", "the project's contract amount"),
        win_rate: Rate<0, 100> => required("获取率", "Win rate").rule("F7B-04").missing("F7B-01").help("指我方获取该项目可能性的大小", "how likely we are to win it"),
        expected: Money => derived("实际收入", "Expected revenue").rule("F7B-02").help("【实际收入】=【合同额】×【获取率】", "contract × win rate"),
        margin: Rate<-100, 100> => required("利润率", "Margin").rule("F7B-05").missing("F7B-01").help("指期望从每个项目中获取的利润大小，一般以以往项目的利润率为参照点", "expected margin, measured by past projects"),
        profit: Money => derived("利润额", "Profit").rule("F7B-03").help("【利润额】=【实际收入】×【利润率】", "expected revenue × margin"),
        remark: Text => optional("备注", "Remark"),
        product: Text => optional("产品", "Product"),
        expected_on: NaiveDate => optional("预计签约日期", "Expected on"),
        stage: StageRef => optional("商机阶段", "Stage"),
        stage_log: List<Table<StageChange>> => optional("阶段记录", "Stage log"),
        outcome: Outcome => optional("结果", "Outcome").rule("F7B-11"),
        decided_on: NaiveDate => optional("决定日期", "Decided on"),
        reason: Text => optional("原因", "Reason"),
        contract_no: Text => optional("合同号", "Contract no."),
        contract_date: NaiveDate => optional("签约日期", "Contract date"),
        actual_contract: Money => optional("实际合同额", "Actual contract"),
        actual_revenue: Money => optional("实现收入", "Actual revenue"),
        actual_profit: Money => optional("实现利润", "Actual profit"),
    }
}

record! {
    /// 阶段记录.
    pub struct StageChange = "plan.revenue_plan.lines.stage_log", "阶段记录", "Stage change" {
        date: NaiveDate => required("日期", "Date"),
        stage: StageRef => required("阶段", "Stage"),
    }
}

record! {
    /// 总计, when stated.
    pub struct RevenueTotal = "plan.revenue_plan.total", "总计", "Total" {
        contract: Money => derived("合同额", "Contract").rule("F7B-07"),
        expected: Money => derived("实际收入", "Expected revenue").rule("F7B-07"),
        profit: Money => derived("利润额", "Profit").rule("F7B-07"),
    }
}

/// Points of a survey.
pub type Score = Points<0, 100>;

impl Plan {
    /// The lines of 附表6.
    pub fn contact_lines(&self) -> impl Iterator<Item = &ContactLine> {
        let lines = self.contact_plan.get().and_then(|form| form.lines.get());
        lines.into_iter().flat_map(|list| list.iter().map(|line| &line.0))
    }

    /// The actions of 附表7.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        let actions = self.action_plan.get().and_then(|form| form.actions.get());
        actions.into_iter().flat_map(|list| list.iter().map(|action| &action.0))
    }
}
