//! Writes a large folder of snapshots, for measuring: `cargo run --release --example scale -- FOLDER
//! [SNAPSHOTS] [AUTHORITIES] [HISTORY]` (120, 1 and 12 where not said: about 90,000 figures). All of
//! England for ten years, 1.1 million figures: `18360 153 0`.

mod figures;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().ok_or("name a folder to write into")?);
    let snapshots = words.next().map_or(Ok(120), |n| n.parse())?;
    let authorities = words.next().map_or(Ok(1), |n| n.parse())?;
    let history = words.next().map_or(Ok(12), |n| n.parse())?;
    let bytes = figures::write(&folder, snapshots, authorities, history)?;
    println!("{snapshots} snapshots of {authorities} authorities: {bytes} bytes");
    Ok(())
}
