//! The columns that scripts rely on: CSV header = JSON field = this order, with rows and without any.

use crate::support::{Kehu, copy_of};

const COLUMNS: &[(&str, &str)] = &[
    (
        "list customers",
        "customer,unit_name,short_name,category,lifecycle,tier,abc_class,region,account_manager,key_people,coverage,last_contact,verified_on,last_updated",
    ),
    ("list people", "customer,person,name,title,role,status,ours,assessed_on,last_contact"),
    ("revenue --year 2026", "customer,project,year,contract,win_rate,expected,margin,profit,outcome,account_manager"),
    ("revenue --year 2026 --by am", "am,projects,contract,expected,profit,win_rate,margin"),
    ("revenue --year 2026 --by region", "region,projects,contract,expected,profit,win_rate,margin"),
    ("due --days 60", "date,days,kind,customer,subject,person,staff,overdue"),
    ("due --days 60 --escalate", "date,days,kind,customer,subject,person,staff,overdue"),
    ("due --days 60 --split staff", "date,days,kind,customer,subject,person,staff,overdue"),
    ("actions", "customer,year,what,owner,start,end,status,progress,overdue_days"),
    ("matrix", "customer,person,name,role,status,staff,relation,planned,actual,next,last"),
    ("stats abc --period 2025", "customer,sales,share,cumulative,class"),
    ("stats composition --period 2025", "category,customers,sales,share"),
    ("stats share --period 2025", "customer,sales,share_of_our_sales,turnover,share_of_wallet,required"),
    ("stats season --target 1600", "month,average,index,composition,target"),
    ("stats mix --period 2026-H1", "product,sales,share,cumulative,target,achievement"),
    ("stats rfm", "customer,recency_days,frequency,monetary,mean_gap_days,r,f,m,segment"),
    ("stats churn", "period,active_before,lost,rate,customers"),
    ("stats tier", "customer,annual_trade,credit,tier,suggested"),
    ("stats class", "customer,abc_class,suggested,reasons"),
    ("stats calibration", "band,projects,planned_rate,won,realised_rate"),
    (
        "stats scorecard",
        "staff,customers,sales_target,sales_actual,achievement,share,satisfaction,loyalty,churn,suggestions_closed,reports_on_time,score",
    ),
];

fn run(line: &str, more: &str) -> String {
    let copy = copy_of("examples/trading");
    Kehu::line(&format!("{line} --as-of 2026-07-08 {more}")).inside(copy.path()).run().clean()
}

#[test]
fn the_columns_of_the_contract() {
    for (line, columns) in COLUMNS {
        let csv = run(line, "--format csv");
        assert_eq!(csv.lines().next(), Some(*columns), "{line}");
        assert!(csv.lines().count() > 1, "{line}: the example has rows");
        // The same fields, in the same order, a JSON object a row.
        let lines = run(line, "--format jsonl");
        let first = lines.lines().next().expect("a row");
        let mut at = 0;
        for column in columns.split(',') {
            let field = format!("\"{column}\":");
            let found = first[at..].find(&field).unwrap_or_else(|| panic!("{line}: {column} in {first}"));
            at += found + field.len();
        }
    }
}

#[test]
fn without_a_row_the_columns_are_there_still() {
    for (line, columns) in COLUMNS {
        // The figures of all customers together have their rows whoever is asked for.
        if line.starts_with("stats season") || line.starts_with("stats churn") || line.starts_with("stats calibration") {
            continue;
        }
        let copy = copy_of("examples/trading");
        let done = Kehu::line(&format!("{line} --as-of 2026-07-08 customer:nobody-is-called-so --format csv")).inside(copy.path()).run();
        assert_eq!((done.status, done.stdout.trim_end()), (Some(0), *columns), "{line}: {}", done.stderr);
    }
}

#[test]
fn json_has_its_version() {
    for (line, _) in COLUMNS {
        let json: serde_json::Value = serde_json::from_str(&run(line, "--format json")).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(json["version"], serde_json::json!(1), "{line}");
        assert!(json["rows"].is_array(), "{line}");
    }
}
