//! The words that an option may take. Chinese words are read as well; they are aliases, the help names one spelling.

use clap::ValueEnum;

use crate::cli::language::{spoken, t};
use crate::findings::Level;
use crate::model::money::Unit;
use crate::policy::presets;
use crate::words::Lang;

/// The word of a choice on the command line, which is also its word in files and columns.
pub trait Key: ValueEnum {
    /// `zh-CN`, `customers`, `7a` …
    #[must_use]
    fn key(&self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

impl<T: ValueEnum> Key for T {}

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    #[value(help = t("表格", "table"))]
    Table,
    /// Text for people, each finding or form with what surrounds it.
    #[value(help = t("文字", "text"))]
    Text,
    /// One finding a line.
    #[value(help = t("一行一条", "one line each"))]
    Concise,
    /// Comma-separated values.
    #[value(help = t("逗号分隔的值", "comma-separated values"))]
    Csv,
    /// One JSON document.
    #[value(help = t("一份 JSON", "one JSON document"))]
    Json,
    /// One JSON document a line.
    #[value(help = t("一行一份 JSON", "one JSON document a line"))]
    Jsonl,
    /// Markdown.
    #[value(alias = "md", help = t("文档", "a document"))]
    Markdown,
    /// A workbook.
    #[value(alias = "excel", help = t("工作簿", "a workbook"))]
    Xlsx,
    /// A page.
    #[value(alias = "htm", help = t("网页", "a web page"))]
    Html,
    /// SARIF 2.1.0.
    #[value(help = t("静态分析结果", "static analysis results"))]
    Sarif,
    /// GitHub annotations.
    #[value(help = t("供 GitHub 标注", "annotations for GitHub"))]
    Github,
    /// GitLab code quality.
    #[value(help = t("供 GitLab 标注", "annotations for GitLab"))]
    Gitlab,
    /// JUnit XML.
    #[value(help = t("测试结果", "test results"))]
    Junit,
    /// A picture.
    #[value(help = t("图", "a picture"))]
    Svg,
    /// Graphviz.
    #[value(alias = "gv", help = t("供 Graphviz 绘图", "for Graphviz to draw"))]
    Dot,
    /// Mermaid.
    #[value(alias = "mmd", help = t("供 Mermaid 绘图", "for Mermaid to draw"))]
    Mermaid,
    /// iCalendar.
    #[value(alias = "ical", help = t("日历", "a calendar"))]
    Ics,
}

impl Format {
    /// What findings are written as.
    pub const FINDINGS: &'static [Self] =
        &[Self::Text, Self::Concise, Self::Json, Self::Csv, Self::Markdown, Self::Sarif, Self::Github, Self::Gitlab, Self::Junit];
    /// What tables are written as.
    pub const TABLES: &'static [Self] = &[Self::Table, Self::Csv, Self::Json, Self::Jsonl, Self::Markdown, Self::Xlsx, Self::Html];
    /// What the numbered reports are written as.
    pub const REPORTS: &'static [Self] = &[Self::Text, Self::Csv, Self::Json, Self::Jsonl, Self::Markdown, Self::Xlsx, Self::Html];
    /// What tables are written as that people would rather look at than read.
    pub const CHARTS: &'static [Self] =
        &[Self::Table, Self::Csv, Self::Json, Self::Jsonl, Self::Markdown, Self::Xlsx, Self::Html, Self::Svg];
    /// What falls due is written as.
    pub const CALENDARS: &'static [Self] =
        &[Self::Table, Self::Csv, Self::Json, Self::Jsonl, Self::Markdown, Self::Xlsx, Self::Html, Self::Ics];
    /// What a relationship map is written as.
    pub const MAPS: &'static [Self] = &[Self::Text, Self::Svg, Self::Dot, Self::Mermaid, Self::Markdown];
    /// What changed is written as.
    pub const CHANGES: &'static [Self] = &[Self::Text, Self::Markdown, Self::Json];
    /// What was looked at one by one is written as.
    pub const CHECKS: &'static [Self] = &[Self::Table, Self::Json, Self::Markdown];
    /// What a page for reading is written as.
    pub const DOCUMENTS: &'static [Self] = &[Self::Text, Self::Markdown, Self::Html, Self::Xlsx];
    /// What a page of prose is written as.
    pub const PROSE: &'static [Self] = &[Self::Text, Self::Markdown];

    /// The format that a file's extension stands for.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "md" | "markdown" => Self::Markdown,
            "xlsx" => Self::Xlsx,
            "html" | "htm" => Self::Html,
            "sarif" => Self::Sarif,
            "xml" => Self::Junit,
            "svg" => Self::Svg,
            "dot" | "gv" => Self::Dot,
            "mmd" | "mermaid" => Self::Mermaid,
            "ics" | "ical" => Self::Ics,
            _ => return None,
        })
    }

    /// Bytes that a terminal cannot show.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx)
    }
}

/// `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangChoice {
    /// 简体中文
    #[value(name = "zh-CN", aliases = ["zh", "zh_CN", "中文"], help = t("中文", "Chinese"))]
    Zh,
    /// English
    #[value(name = "en", aliases = ["en-US", "en_US", "en-GB", "english", "英文"], help = t("英文", "English"))]
    En,
}

impl From<LangChoice> for Lang {
    fn from(choice: LangChoice) -> Self {
        match choice {
            LangChoice::Zh => Self::Zh,
            LangChoice::En => Self::En,
        }
    }
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal.
    #[default]
    #[value(help = t("只在终端上着色", "only on a terminal"))]
    Auto,
    /// Everywhere.
    #[value(help = t("总是着色", "everywhere"))]
    Always,
    /// Nowhere.
    #[value(help = t("从不着色", "nowhere"))]
    Never,
}

/// `--fail-on`: from which level on findings make the exit status 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    #[default]
    #[value(alias = "错误", help = t("有错误", "errors"))]
    Error,
    /// Errors and warnings.
    #[value(alias = "警告", help = t("有错误或警告", "errors and warnings"))]
    Warning,
    /// Any finding.
    #[value(alias = "提示", help = t("有任何发现", "any finding"))]
    Info,
}

impl From<FailOn> for Level {
    fn from(choice: FailOn) -> Self {
        match choice {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Info,
        }
    }
}

/// `--from-encoding`: what a document is read as before it becomes UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FromEncoding {
    /// What it looks like.
    #[value(help = t("认得出哪种就按哪种", "whichever it looks like"))]
    Auto,
    /// GB18030, which holds GBK and GB2312.
    #[value(name = "gb18030", aliases = ["gbk", "gb2312", "cp936"], help = t("GB18030，含 GBK、GB2312", "GB18030, which holds GBK and GB2312"))]
    Gb18030,
    /// UTF-16, low byte first.
    #[value(name = "utf-16le", alias = "utf16le", help = t("UTF-16，低字节在前（记事本的 `Unicode`）", "UTF-16, low byte first (`Unicode` in Notepad)"))]
    Utf16Le,
    /// UTF-16, high byte first.
    #[value(name = "utf-16be", alias = "utf16be", help = t("UTF-16，高字节在前", "UTF-16, high byte first"))]
    Utf16Be,
}

/// `--keys`: in which language the keys of a document are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeysChoice {
    /// `unit_name`
    #[value(help = t("英文，如 `unit_name`", "English, such as `unit_name`"))]
    En,
    /// `单位名称`
    #[value(help = t("中文，如 `单位名称`", "Chinese, such as `单位名称`"))]
    Zh,
}

/// `--to`: the language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ToFormat {
    /// TOML
    #[value(help = t("TOML 文件，后缀 `.toml`", "TOML, ending `.toml`"))]
    Toml,
    /// YAML
    #[value(alias = "yml", help = t("YAML 文件，后缀 `.yaml`", "YAML, ending `.yaml`"))]
    Yaml,
}

/// A preset of rules: one seed regulation. What each is called stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// Seed 000.
    #[value(help = title("telecom-contractor"))]
    TelecomContractor,
    /// Seed 002.
    #[value(help = title("construction-group"))]
    ConstructionGroup,
    /// Seed 003.
    #[value(help = title("tiered-sales"))]
    TieredSales,
    /// Seed 004.
    #[value(help = title("key-account"))]
    KeyAccount,
    /// Seed 001.
    #[value(help = title("crm-discipline"))]
    CrmDiscipline,
}

fn title(preset: &str) -> &'static str {
    presets::find(preset).map_or("", |preset| preset.title(spoken()))
}

/// What `policy` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PolicyWhat {
    /// Presets and rules.
    #[value(alias = "列表", help = t("预设，以及各类规则：级别、是否有效、由谁判断", "the presets, and the rules by family: level, in force, judged how"))]
    List,
    /// Parameters and levels.
    #[value(alias = "参数", help = t("有效的参数与级别，各自来自哪里", "the parameters and levels in force, and where each comes from"))]
    Show,
    /// Duties.
    #[value(alias = "职责", help = t("谁在何时有何职责", "who has which duty when"))]
    Duties,
}

/// What `list` lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListKind {
    /// Customers.
    #[value(aliases = ["customer", "客户"], help = t("客户", "customers"))]
    Customers,
    /// People of the customers.
    #[value(aliases = ["person", "人员", "客户人员"], help = t("客户方人员", "the customers' people"))]
    People,
    /// Our staff.
    #[value(aliases = ["我方人员", "员工"], help = t("我方人员", "our staff"))]
    Staff,
    /// Contact reports.
    #[value(aliases = ["contact-report", "contacts", "接触报告", "接触情况报告"], help = t("接触情况报告", "contact reports"))]
    ContactReports,
    /// Actions of the plans.
    #[value(aliases = ["action", "行动"], help = t("计划中的行动", "actions of the plans"))]
    Actions,
    /// Projects of the revenue plans.
    #[value(aliases = ["project", "项目"], help = t("收益计划中的项目", "projects of the revenue plans"))]
    Projects,
    /// Customer plans.
    #[value(aliases = ["plan", "计划", "客户计划"], help = t("客户计划", "customer plans"))]
    Plans,
    /// Topics.
    #[value(aliases = ["topic", "信息主题", "主题"], help = t("附表5的信息主题", "topics of form 5"))]
    Topics,
    /// Orders.
    #[value(aliases = ["order", "订单"], help = t("订单", "orders"))]
    Orders,
    /// Complaints.
    #[value(aliases = ["complaint", "投诉"], help = t("投诉", "complaints"))]
    Complaints,
    /// Surveys.
    #[value(aliases = ["survey", "满意度调查"], help = t("满意度调查", "satisfaction surveys"))]
    Surveys,
    /// Feedback.
    #[value(aliases = ["反馈", "客户意见"], help = t("客户意见与公司承诺", "opinions of customers and our promises"))]
    Feedback,
    /// Receptions.
    #[value(aliases = ["reception", "接待"], help = t("客户来访接待", "receptions of visitors"))]
    Receptions,
    /// Improvement letters.
    #[value(aliases = ["suggestion", "建议", "档案完善建议"], help = t("档案完善建议", "suggestions to improve the archive"))]
    Suggestions,
    /// Loans of archive papers.
    #[value(aliases = ["loan", "借阅"], help = t("档案借阅", "loans of the archive"))]
    Loans,
    /// Incidents.
    #[value(aliases = ["incident", "失密", "遗失"], help = t("失密与遗失", "leaks and losses"))]
    Incidents,
    /// Submissions.
    #[value(aliases = ["submission", "上报", "报送"], help = t("上报登记", "submissions of reports"))]
    Submissions,
}

/// A form of the regulation's appendix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormNumber {
    /// 附表1
    #[value(name = "1", aliases = ["附表1", "F1"], help = t("客户基本状况表", "basic facts of the customer"))]
    One,
    /// 附表2
    #[value(name = "2", aliases = ["附表2", "F2"], help = t("关键人物个人情况资料（须写明 PERSON）", "sheet of a key person (name the PERSON)"))]
    Two,
    /// 附表3
    #[value(name = "3", aliases = ["附表3", "F3"], help = t("关键人物关系图", "map of the key people"))]
    Three,
    /// 附表4
    #[value(name = "4", aliases = ["附表4", "F4"], help = t("购买决策中关键人物角色作用表", "roles of the key people in buying"))]
    Four,
    /// 附表5
    #[value(name = "5", aliases = ["附表5", "F5"], help = t("客户信息的意义", "what the information means"))]
    Five,
    /// 附表6
    #[value(name = "6", aliases = ["附表6", "F6"], help = t("客户接触计划", "contact plan"))]
    Six,
    /// 附表7(1)
    #[value(name = "7a", aliases = ["7", "7(1)", "7（1）", "附表7(1)", "附表7（1）"], help = t("行动计划", "action plan"))]
    SevenA,
    /// 附表7(2)
    #[value(name = "7b", aliases = ["7(2)", "7（2）", "附表7(2)", "附表7（2）"], help = t("收益计划", "revenue plan"))]
    SevenB,
}

/// What `revenue --by` adds up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RevenueBy {
    /// Customer.
    #[value(alias = "客户", help = t("客户", "customer"))]
    Customer,
    /// Account manager.
    #[value(aliases = ["account_manager", "客户经理"], help = t("客户经理", "account manager"))]
    Am,
    /// Region.
    #[value(alias = "大区", help = t("大区", "region"))]
    Region,
    /// Category.
    #[value(alias = "客户类别", help = t("客户类别", "category of customer"))]
    Category,
    /// Tier.
    #[value(alias = "客户层级", help = t("客户层级", "tier of customer"))]
    Tier,
    /// Product.
    #[value(alias = "产品", help = t("产品", "product"))]
    Product,
    /// Stage.
    #[value(alias = "商机阶段", help = t("商机阶段", "stage of the opportunity"))]
    Stage,
    /// Month of the expected signing.
    #[value(aliases = ["月", "月份"], help = t("预计签约的月份", "month of `expected_on`"))]
    Month,
}

/// `--unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnitChoice {
    /// 元
    #[value(name = "元", alias = "yuan", help = t("元", "yuan"))]
    Yuan,
    /// 万元
    #[value(name = "万元", aliases = ["万", "wan"], help = t("万元", "10,000 yuan"))]
    Wan,
    /// 亿元
    #[value(name = "亿元", aliases = ["亿", "yi"], help = t("亿元", "100,000,000 yuan"))]
    Yi,
}

impl From<UnitChoice> for Unit {
    fn from(choice: UnitChoice) -> Self {
        match choice {
            UnitChoice::Yuan => Self::Yuan,
            UnitChoice::Wan => Self::Wan,
            UnitChoice::Yi => Self::Yi,
        }
    }
}

/// What `stats` computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatsName {
    /// ABC by sales.
    #[value(help = t("按销售额的 ABC 分析", "customers by sales: A, B, C"))]
    Abc,
    /// By category.
    #[value(alias = "构成", help = t("客户构成", "sales by category of customer"))]
    Composition,
    /// Shares.
    #[value(alias = "占有率", help = t("占有率与钱包份额", "share of our sales and share of wallet"))]
    Share,
    /// Seasonal index.
    #[value(alias = "季节指数", help = t("季节指数与各月目标", "seasonal index and monthly targets"))]
    Season,
    /// Products.
    #[value(alias = "商品构成", help = t("商品构成与任务完成", "products and their targets"))]
    Mix,
    /// Recency, frequency, monetary.
    #[value(help = t("最近交易、频率、金额", "recency, frequency, monetary value"))]
    Rfm,
    /// Lost customers.
    #[value(alias = "流失率", help = t("客户流失率", "rate of customers lost"))]
    Churn,
    /// Tiers.
    #[value(alias = "分级", help = t("客户层级与分级标准", "tiers held against the standard"))]
    Tier,
    /// Classes.
    #[value(alias = "分类", help = t("ABC 类与分类依据", "A, B, C held against their factors"))]
    Class,
    /// Win rates.
    #[value(alias = "获取率校准", help = t("获取率：计划与实现", "win rates: planned against realised"))]
    Calibration,
    /// Account managers.
    #[value(alias = "考核", help = t("客户经理考核", "scorecard of the account managers"))]
    Scorecard,
    /// Relationship index.
    #[value(alias = "关系指数", help = t("客户关系指数及其组成", "relationship index with its parts"))]
    Relationship,
}
