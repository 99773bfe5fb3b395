//! The bare minimum that reading a folder of snapshots can cost. What the dashboard's first frame and the
//! whole load are measured against.

mod reading;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder of snapshots")?;
    println!("{} figures read", reading::figures(Path::new(&folder))?);
    Ok(())
}
