//! Records in every register, to be hurt.

use std::fs;

use super::archive;

/// The archive with every preset, and records in every register of which something is to be said; two customers have them.
pub(crate) fn registers() -> tempfile::TempDir {
    let copy = archive();
    let root = copy.path();
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("UTF-8");
    let some = "presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\"]";
    let all = "presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\", \"construction-group\", \"crm-discipline\"]";
    assert!(settings.contains(some));
    fs::write(root.join("kehu.toml"), settings.replace(some, all)).expect("the file can be written");
    let put = |file: &str, text: &str| {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    for customer in ["yunling-mobile", "starbridge"] {
        for (file, text) in CUSTOMER_REGISTERS {
            put(&format!("customers/{customer}/{file}"), text);
        }
    }
    for (file, text) in ARCHIVE_REGISTERS {
        put(file, text);
    }
    copy
}

const CUSTOMER_REGISTERS: &[(&str, &str)] = &[
    (
        "complaints/2026-05-16-cable.toml",
        "received_at = 2026-05-16T10:20:00\ntype = \"complaint\"\nfrom = \"网络部\"\ncontent = \"光缆中断\"\nfirst_handler = \"zhou-lan\"\n",
    ),
    (
        "complaints/2026-05-18-price.yaml",
        "received_at: 2026-05-18T10:20:00\ntype: query\ncontent: 询问报价\nfirst_handler: 周岚\nanswered_at: 2026-05-18T11:20:00\n",
    ),
    (
        "complaints/2025.toml",
        "[[records]]\nid = \"2025-05-16-cable\"\nreceived_at = 2025-05-16T10:20:00\ncontent = \"光缆中断\"\nfirst_handler = \"sun-tao\"\n\n[[records]]\nid = \"2025-06-16-bill\"\nreceived_at = 2025-06-16T10:20:00\ntype = \"finance\"\ncontent = \"对账\"\nfirst_handler = \"sun-tao\"\n",
    ),
    ("surveys/2025-08-01-half-year.toml", "surveyed_on = 2025-08-01\nscore = 95\nopinions = \"很好\"\n"),
    ("surveys/2026-06-01-half-year.toml", "surveyed_on = 2026-06-01\nscore = 70\nopinions = \"慢\"\n"),
    (
        "feedback/2026-05-01-crew.toml",
        "date = 2026-05-01\nfrom = \"网络部\"\nopinion = \"抢修慢\"\ncommitment = \"两小时到场\"\ndue = 2026-05-10\n",
    ),
    (
        "receptions/2026-05-06-visit.toml",
        "date = 2026-05-06\nvisitor_rank = \"top\"\nvisitors = \"总经理一行\"\napproved_by = \"sun-tao\"\n",
    ),
    (
        "orders.csv",
        "日期,订单号,项目,产品,金额,成本\n2024-12-31,A-0,管线,割接,10,1\n2025-01-31,A-1,管线,割接,10,1\n2025-03-01,A-2,管线,割接,10,1\n2025-09-01,A-3,管线,割接,4,5\n",
    ),
    ("quotes.csv", "日期,项目,金额,有效期至,报价人,状态\n2026-06-01,管线,5,,周岚,有效\n2026-06-02,管线,6,2026-07-08,林静,\n"),
];

const ARCHIVE_REGISTERS: &[(&str, &str)] = &[
    (
        "major-info/2026-06-20-merger.toml",
        "occurred_on = 2026-06-20\ncontent = \"采购权上收\"\nreported_to = [\"he-xin\"]\nreported_at = 2026-06-25T09:00:00\nmode = \"oral\"\n",
    ),
    ("major-info/2026-06-21-bid.yaml", "发生日期: 2026-06-21\n内容: 提前招标\n呈报对象: [吴芳]\n报告时间: 2026-06-21T09:00:00\n"),
    (
        "lending/2026-0009.toml",
        "card_no = \"2026-0009\"\nborrower = \"sun-tao\"\ncustomer = \"starbridge\"\nforms = [\"附表2\"]\npurpose = \"准备拜访\"\nlent_on = 2026-06-01\ndue_back = 2026-06-20\napproved_by = \"wu-fang\"\n",
    ),
    ("incidents/2026-05-02-lost.toml", "date = 2026-05-02\nwhat = \"遗失附表2\"\nperson = \"sun-tao\"\n"),
    (
        "suggestions/2026-Q1-yunling-mobile.toml",
        "period = \"2026-Q1\"\ncustomer = \"yunling-mobile\"\nissue = \"附表2 不全\"\nsuggestion = \"补齐\"\ndue = 2026-04-20\nissued_on = 2026-04-02\nissued_by = \"he-xin\"\ncopies_to = [\"he-xin\"]\nstatus = \"open\"\n",
    ),
    (
        "submissions/2026-03.toml",
        "[[submissions]]\nkind = \"statistics\"\nunit = \"西南大区\"\nsubmitted_on = 2026-03-24\n\n[[submissions]]\nkind = \"customer_analysis\"\ncustomer = \"starbridge\"\nby = \"chen-li\"\nsubmitted_on = 2026-03-24\n",
    ),
    (
        "targets/2026.toml",
        "[[staff]]\nstaff = \"zhou-lan\"\nsales = 1000\n\n[[customers]]\ncustomer = \"yunling-mobile\"\nsales = 1000\n\n[[customers]]\ncustomer = \"starbridge\"\nsales = 500\n\n[[products]]\nproduct = \"割接\"\nsales = 900\n\n[[categories]]\ncategory = \"operator\"\nshare = 10\n",
    ),
    (
        "holidays.toml",
        "[[days]]\ndate = 2026-05-01\nkind = \"holiday\"\nname = \"劳动节\"\n\n[[days]]\ndate = 2026-05-09\nkind = \"workday\"\nname = \"调休\"\n",
    ),
];
