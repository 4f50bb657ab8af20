//! The command line as clap sees it: what may be written, with both languages of every help text side by side.

mod analyses;
mod choices;
mod commands;
mod customers;
mod git;
mod globals;
mod import;
mod plans;
mod registers;
mod registers_more;
mod reports;
mod values;
mod writes_structure;

use clap::{ArgAction, Parser, Subcommand};

use crate::cli::language::t;

pub use choices::{
    ColorChoice, FailOn, FormNumber, Format, FromEncoding, Key, KeysChoice, LangChoice, ListKind, PolicyWhat, Preset, RevenueBy, StatsName,
    ToFormat, UnitChoice,
};
pub(crate) use values::date;

pub(crate) use plans::{ActionFields, AssessFields, LineFields, OutcomeFields, PlanFields, ProgressFields, ProjectFields, ReportFields};
pub use plans::{
    AddActionArgs, AddProjectArgs, AssessArgs, LogArgs, OutcomeArgs, PlanArgs, PlanWhat, PlanWord, ProgressArgs, ScheduleArgs,
};

pub use customers::{AddContactArgs, AddCustomerArgs, AddSiteArgs, AddStaffArgs, AddTopicArgs};
pub(crate) use customers::{CustomerFields, RowFields, SheetFields, SiteFields, StaffFields, TopicFields};
pub use import::{ImportArgs, ImportKind, OnConflict, TableEncoding};

pub use registers::{
    AddIncidentArgs, AddMajorInfoArgs, AddMarketReportArgs, AddSuggestionArgs, CertifyArgs, CloseArgs, ComplaintFields, FeedbackFields,
    IncidentFields, LendArgs, LoanFields, MajorInfoFields, MarketFields, OwnRecordArgs, ReceiveArgs, ReceptionFields, ReturnArgs,
    SubmissionFields, SubmitArgs, SuggestionFields, SurveyFields,
};

pub use commands::{
    AuditArgs, CheckArgs, CompletionsArgs, ExplainArgs, FmtArgs, FormArgs, HelpArgs, InitArgs, JudgeArgs, ListArgs, PolicyArgs, SchemaArgs,
    ShowArgs, TableArgs,
};

pub use git::{CodeownersArgs, DoctorArgs, ForgeChoice, HookArgs, HookWhat};
pub use globals::GlobalArgs;

pub use analyses::{ActionsArgs, BriefArgs, DueArgs, HistoryArgs, MapArgs, MatrixArgs, RevenueArgs, SplitBy, StatsArgs, StatusArgs};

pub use reports::ReportArgs;

pub use writes_structure::{
    AddArgs, ChangeArgs, ContactLeftArgs, DiffArgs, EraseArgs, HandoverArgs, MergeArgs, MergeDriverArgs, PackArgs, RenameArgs, SetArgs,
    StaffLeftArgs, UndoArgs,
};

/// The whole command line.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "kehu",
    version,
    about = t(
        "用 TOML 和 YAML 文本保存大客户档案，并按客户关系管理规定检查",
        "Key-account customer archives as plain TOML and YAML, checked against the customer-relationship regulation",
    ),
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    // Who has put an option into an alias may still say otherwise.
    args_override_self = true,
)]
pub struct Cli {
    /// Options that every command takes.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// Prints the version.
    #[arg(short = 'V', long, action = ArgAction::Version, help = t("显示版本", "Print the version"))]
    pub version: Option<bool>,
    /// What to do; help when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// A new archive.
    #[command(about = t("新建一份档案，或一份填好的示例", "Start a new archive, or a filled example"))]
    Init(InitArgs),
    /// Documents by themselves.
    #[command(about = t(
        "检查文件本身：语法、字段、必填、选项、公式、引用；不看日期",
        "Check the documents themselves: syntax, keys, required, choices, formulas, references; without a clock",
    ))]
    Check(CheckArgs),
    /// All rules.
    #[command(about = t("按全部规则审计档案", "Audit the archive by every rule"))]
    Audit(AuditArgs),
    /// A rule, a form, a field.
    #[command(about = t(
        "解释一条规则、一张表或一个字段：依据、参数、正误示例、怎么办",
        "Explain a rule, a form or a field: source, parameters, bad and good, what to do",
    ))]
    Explain(ExplainArgs),
    /// Presets, parameters, duties.
    #[command(about = t(
        "采用的制度：预设与规则、参数来自哪里、谁在何时有何职责",
        "The policy in force: presets and rules, where parameters come from, who has which duty when",
    ))]
    Policy(PolicyArgs),
    /// Records in a table.
    #[command(about = t("列表：客户、人员、接触报告、行动……", "List customers, people, contact reports, actions …"))]
    List(ListArgs),
    /// One customer or person.
    #[command(about = t("看一个客户或其中一人", "Show one customer, or one of its people"))]
    Show(ShowArgs),
    /// An appendix form.
    #[command(about = t("按规定附表的版式输出一张表", "Print a form laid out as in the regulation's appendix"))]
    Form(FormArgs),
    /// JSON Schema.
    #[command(about = t(
        "输出各表的 JSON Schema，供编辑器补全和检查",
        "Print the JSON Schema of the forms, for completion and checks in editors",
    ))]
    Schema(SchemaArgs),
    /// Today.
    #[command(about = t("今天：要接触谁、什么过期、先做什么", "Today at a glance: whom to contact, what is overdue, what to do first"))]
    Status(StatusArgs),
    /// Before a visit.
    #[command(about = t("拜访前看的一页：上次说了什么、承诺、关切、要注意的", "The page before a visit: last words, promises, concerns, red flags"))]
    Brief(BriefArgs),
    /// How it came to be.
    #[command(about = t("一个客户的来历：谁在何时改了什么，据 `git` 的历史", "How a customer's archive came to be: who changed what when, by git"))]
    History(HistoryArgs),
    /// What falls due.
    #[command(about = t("到期与过期：接触、行动、回访、核定、报告、归还", "What falls due: contacts, actions, callbacks, verification, reports, loans"))]
    Due(DueArgs),
    /// Action plans.
    #[command(about = t("行动计划的进展", "Progress of the action plans"))]
    Actions(ActionsArgs),
    /// Who knows whom.
    #[command(about = t("我方人员与客户方人物的关系与接触：谁认识谁", "Our people and theirs: who knows whom, planned and actual contacts"))]
    Matrix(MatrixArgs),
    /// The relationship map.
    #[command(about = t("关键人物关系图：在终端看，或画成图", "The relationship map of a customer: in the terminal or as a picture"))]
    Map(MapArgs),
    /// The revenue plan.
    #[command(about = t("收益计划：项目、获取率、实际收入与利润额，计划与实际", "Revenue plan: projects, win rates, expected revenue and profit, plan against outcome"))]
    Revenue(RevenueArgs),
    /// Figures.
    #[command(about = t("统计分析：ABC、构成、占有率、季节、RFM、流失、考核……", "Figures: ABC, composition, share, season, RFM, churn, scorecard …"))]
    Stats(StatsArgs),
    /// A report.
    #[command(about = t("各项报告 R-01 至 R-30，月度与季度资料包", "The reports R-01 to R-30, the monthly and quarterly packs"))]
    Report(ReportArgs),
    /// A customer.
    #[command(about = t("新增一个客户：附表1", "Add a customer: form 1"))]
    AddCustomer(AddCustomerArgs),
    /// A key person.
    #[command(about = t("新增一个关键人物：附表3、附表1 的联系人、附表2", "Add a key person: form 3, a contact of form 1, a sheet of form 2"))]
    AddContact(AddContactArgs),
    /// A site.
    #[command(about = t("给客户加一个机构：总部、分支机构或子公司", "Add a site of a customer: headquarters, branch or subsidiary"))]
    AddSite(AddSiteArgs),
    /// One of ours.
    #[command(about = t("在人员名册中加一个人", "Add somebody to the register of staff"))]
    AddStaff(AddStaffArgs),
    /// A row of 附表5.
    #[command(about = t("给附表5 加一行：了解到的信息和它对我方的含义", "Add a row of form 5: what was learnt and what it means for us"))]
    AddTopic(AddTopicArgs),
    /// 接触情况报告.
    #[command(about = t("记一次接触：接触情况报告，并顺延接触计划", "Log a contact: its report, and the next date of the contact plan"))]
    Log(LogArgs),
    /// 附表6.
    #[command(about = t("安排与一个关键人物的联系（附表6）", "Plan the contacts with a key person (form 6)"))]
    Schedule(ScheduleArgs),
    /// 关系状况.
    #[command(about = t("重新评估一个关键人物的关系状况", "Assess the relationship with a key person anew"))]
    Assess(AssessArgs),
    /// 客户计划.
    #[command(about = t("客户计划：查看、新建一年的、登记批准、登记调整", "Customer plans: show one, a new year's, its approval, its adjustments"))]
    Plan(PlanArgs),
    /// 行动.
    #[command(about = t("新增一项行动（附表7）", "Add an action (form 7)"))]
    AddAction(AddActionArgs),
    /// 完成情况.
    #[command(about = t("登记一项行动的进展", "Enter how far an action is"))]
    Progress(ProgressArgs),
    /// 项目.
    #[command(about = t("新增一个收益计划项目（附表7）", "Add a project to the revenue plan (form 7)"))]
    AddProject(AddProjectArgs),
    /// 结果.
    #[command(about = t("登记一个项目的结果：中标、失标、取消、推迟", "Enter what became of a project: won, lost, cancelled, postponed"))]
    Outcome(OutcomeArgs),
    /// A complaint.
    #[command(about = t("登记投诉、查询", "Add a complaint or query"))]
    AddComplaint(OwnRecordArgs<ComplaintFields>),
    /// A survey.
    #[command(about = t("登记满意度调查", "Add a satisfaction survey"))]
    AddSurvey(OwnRecordArgs<SurveyFields>),
    /// An opinion and what we promised.
    #[command(about = t("登记客户意见与公司承诺", "Add a customer's opinion and our commitment"))]
    AddFeedback(OwnRecordArgs<FeedbackFields>),
    /// A reception.
    #[command(about = t("登记客户来访接待", "Add the reception of a visit"))]
    AddReception(OwnRecordArgs<ReceptionFields>),
    /// The monthly report.
    #[command(about = t("提交客户行业和市场信息报告", "Add a monthly report on industry and market"))]
    AddMarketReport(AddMarketReportArgs),
    /// Major information.
    #[command(about = t("登记重大信息", "Add major information"))]
    AddMajorInfo(AddMajorInfoArgs),
    /// A leak or loss.
    #[command(about = t("登记失密、遗失", "Add a leak or loss"))]
    AddIncident(AddIncidentArgs),
    /// What is to be improved.
    #[command(about = t("提出档案完善建议，也可按审计结果", "Issue an archive suggestion, also from the audit"), alias = "suggest")]
    AddSuggestion(AddSuggestionArgs),
    /// Forms are lent.
    #[command(about = t("借阅档案：开借阅卡", "Lend a customer's forms: a new lending card"))]
    Lend(LendArgs),
    /// Forms come back.
    #[command(about = t("归还借阅的档案", "Take lent forms back"))]
    Return(ReturnArgs),
    /// What is handed in.
    #[command(about = t("登记上报：客户信息统计表等", "Enter what was handed in: monthly statistics and the like"))]
    Submit(SubmitArgs),
    /// What is taken in.
    #[command(about = t("归档、收存：客户档案、客户计划、月报、统计表", "Enter what was received: archives, plans, monthly reports, statistics"))]
    Receive(ReceiveArgs),
    /// Verification.
    #[command(about = t("核定客户档案，或复核", "Verify customers' archives, or countersign"), alias = "verify")]
    Certify(CertifyArgs),
    /// Done with.
    #[command(about = t("办结一条投诉、意见、建议或失密记录", "Close a complaint, feedback, suggestion or incident"))]
    Close(CloseArgs),
    /// Set fields of any document.
    #[command(about = t("改任何文件中的任何一项", "Set fields of any document"))]
    Set(SetArgs),
    /// Add one more to any list.
    #[command(about = t("在任何列表中加一项", "Add one more to any list"))]
    Add(AddArgs),
    /// Change the id of a customer, a person or one of our people, with all references.
    #[command(about = t("改客户、人物或我方人员的编号，连同一切引用", "Change the id of a customer, a person or one of our people, with all references"))]
    Rename(RenameArgs),
    /// Hand customers, contact plans and actions over from one of our people to another.
    #[command(about = t("交接：客户、联系安排和行动由一人转给另一人", "Hand customers, contact plans and actions over from one of our people to another"))]
    Handover(HandoverArgs),
    /// One of a customer's people has left.
    #[command(about = t("客户方一个人物离职", "One of a customer's people has left"))]
    ContactLeft(ContactLeftArgs),
    /// One of our people has left: what is to be handed over.
    #[command(about = t("我方一人离岗：还有什么要交接", "One of our people has left: what is to be handed over"))]
    StaffLeft(StaffLeftArgs),
    /// Make one of two customers or people that were entered twice.
    #[command(about = t("把重复录入的两个客户或两个人物合成一个", "Make one of two customers or people that were entered twice"))]
    Merge(MergeArgs),
    /// Erase a key person's data.
    #[command(about = t("删除一个关键人物的个人信息", "Erase a key person's data"))]
    Erase(EraseArgs),
    /// Take the last write back.
    #[command(about = t("撤销上一次写入", "Take the last write back"))]
    Undo(UndoArgs),
    /// Pack register files of earlier years, one file a year.
    #[command(about = t("把往年的登记文件合并，每年一个文件", "Pack register files of earlier years, one file a year"))]
    Pack(PackArgs),
    /// Before every commit.
    #[command(about = t("安装提交前的钩子：检查将要提交的档案文件", "Install a git hook that checks what is staged before every commit"))]
    Hook(HookArgs),
    /// Who is asked on a forge.
    #[command(about = t(
        "写出 CODEOWNERS：在代码平台上，每个客户的改动由其客户经理审阅",
        "Write CODEOWNERS: on a forge, changes of a customer are reviewed by its account manager",
    ))]
    Codeowners(CodeownersArgs),
    /// What git runs to merge a document that two branches changed.
    #[command(about = t(
        "两个分支改了同一份档案：按字段合并，由 `git` 调用",
        "Merge a document that two branches changed by field, run by git",
    ))]
    MergeDriver(MergeDriverArgs),
    /// Changes in business words.
    #[command(about = t(
        "看档案的业务改动：人员、关系、计划、项目、接触、登记，与某个版本相比",
        "What changed in the archive since a revision, in business words: people, relations, plans, projects, contacts, registers",
    ))]
    Diff(DiffArgs),
    /// What is not set up.
    #[command(about = t(
        "看还有什么没有设置好：`git`、钩子、合并驱动、人员、代码平台，各怎样补上",
        "What is not set up yet: `git`, the hook, the merge driver, people, the forge, and what mends it",
    ))]
    Doctor(DoctorArgs),
    /// Documents into their right shape.
    #[command(about = t(
        "整理文件：规定的次序和版式，换键、换格式、换编码；含义不变",
        "Lay documents out in order: canonical layout, other keys, the other format, UTF-8; the meaning stays",
    ))]
    Fmt(FmtArgs),
    /// Tables become records.
    #[command(about = t(
        "导入 CSV 表：客户、关键人物、交易记录、接触情况报告、人员",
        "Import tables in CSV: customers, key people, orders, contact reports, staff",
    ))]
    Import(Box<ImportArgs>),
    /// Shell completion.
    #[command(about = t("输出命令行补全脚本", "Print a shell completion script"))]
    Completions(CompletionsArgs),
    /// Help.
    #[command(about = t("显示总的帮助，或一个命令的帮助", "Print help, or the help of a command"))]
    Help(HelpArgs),
}

impl Command {
    /// The word on the command line.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Check(_) => "check",
            Self::Audit(_) => "audit",
            Self::Explain(_) => "explain",
            Self::Policy(_) => "policy",
            Self::List(_) => "list",
            Self::Show(_) => "show",
            Self::Form(_) => "form",
            Self::Revenue(_) => "revenue",
            Self::Schema(_) => "schema",
            Self::Status(_) => "status",
            Self::Brief(_) => "brief",
            Self::History(_) => "history",
            Self::Due(_) => "due",
            Self::Actions(_) => "actions",
            Self::Matrix(_) => "matrix",
            Self::Map(_) => "map",
            Self::Stats(_) => "stats",
            Self::Report(_) => "report",
            Self::AddContact(_) => "add-contact",
            Self::AddComplaint(_) => "add-complaint",
            Self::AddSurvey(_) => "add-survey",
            Self::AddFeedback(_) => "add-feedback",
            Self::AddReception(_) => "add-reception",
            Self::AddMarketReport(_) => "add-market-report",
            Self::AddMajorInfo(_) => "add-major-info",
            Self::AddIncident(_) => "add-incident",
            Self::AddSuggestion(_) => "add-suggestion",
            Self::Lend(_) => "lend",
            Self::Return(_) => "return",
            Self::Submit(_) => "submit",
            Self::Receive(_) => "receive",
            Self::Certify(_) => "certify",
            Self::Close(_) => "close",
            Self::AddCustomer(_) => "add-customer",
            Self::AddSite(_) => "add-site",
            Self::AddStaff(_) => "add-staff",
            Self::AddTopic(_) => "add-topic",
            Self::Log(_) => "log",
            Self::Schedule(_) => "schedule",
            Self::Assess(_) => "assess",
            Self::Plan(_) => "plan",
            Self::AddAction(_) => "add-action",
            Self::Progress(_) => "progress",
            Self::AddProject(_) => "add-project",
            Self::Outcome(_) => "outcome",
            Self::Fmt(_) => "fmt",
            Self::Set(_) => "set",
            Self::Add(_) => "add",
            Self::Import(_) => "import",
            Self::Rename(_) => "rename",
            Self::Handover(_) => "handover",
            Self::ContactLeft(_) => "contact-left",
            Self::StaffLeft(_) => "staff-left",
            Self::Erase(_) => "erase",
            Self::Undo(_) => "undo",
            Self::Merge(_) => "merge",
            Self::Pack(_) => "pack",
            Self::Hook(_) => "hook",
            Self::Codeowners(_) => "codeowners",
            Self::MergeDriver(_) => "merge-driver",
            Self::Diff(_) => "diff",
            Self::Doctor(_) => "doctor",
            Self::Completions(_) => "completions",
            Self::Help(_) => "help",
        }
    }
}
