using Farol.Bench.Parsers;

// Medians of interleaved rounds: in every round each listing is read by Farol and then by TextFSM, so that both meet the same machine.
var rounds = args.Length > 0 && int.TryParse(args[0], out var asked) ? asked : 7;
var results = args.Length > 1 ? args[1] : "bench/parsers/results.md";
Listing[] listings = [Listings.InterfaceBrief(), Listings.Interface(), Listings.Subscribers()];
using var peer = TextFsmPeer.Start(Path.Combine(AppContext.BaseDirectory, "peer"), listings);
var measured = listings.Select(_ => new Measured()).ToArray();
foreach (var listing in listings)
{
    Measured.Reading(listing, TimeSpan.FromMilliseconds(400));
}

for (var round = 0; round < rounds; round++)
{
    for (var i = 0; i < listings.Length; i++)
    {
        measured[i].Add(Measured.Reading(listings[i], TimeSpan.FromMilliseconds(200)), peer.Read(listings[i]));
    }
}

var report = Report.Write(listings, measured, rounds, peer.Version);
await File.WriteAllTextAsync(results, report);
Console.WriteLine(report);
