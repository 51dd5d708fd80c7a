using System.Diagnostics;
using System.Globalization;
using Testing.Support;

namespace Farol.Bench.Parsers;

/// <summary>A Python process that reads the same texts with TextFSM and says how long it took. Without python3-textfsm there is no peer.</summary>
internal sealed class TextFsmPeer : IDisposable
{
    private readonly Process? _process;
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<Listing, string> _files = [];

    private TextFsmPeer(Process? process, string? version, string templates, IEnumerable<Listing> listings)
    {
        _process = process;
        Version = version;
        Templates = templates;
        foreach (var listing in listings)
        {
            _files[listing] = _folder.File($"{Path.GetFileNameWithoutExtension(listing.Template)}.txt");
            File.WriteAllText(_files[listing], listing.Text);
        }
    }

    /// <summary>"TextFSM 1.1.3, Python 3.11.2"; null when it is not installed.</summary>
    public string? Version { get; }

    private string Templates { get; }

    public static TextFsmPeer Start(string folder, IEnumerable<Listing> listings)
    {
        var python = Environment.GetEnvironmentVariable("FAROL_BENCH_PYTHON") ?? "/usr/bin/python3";
        Process? process = null;
        string? version = null;
        if (File.Exists(python))
        {
            process = Process.Start(new ProcessStartInfo(python, ["-u", Path.Combine(folder, "textfsm_peer.py")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
            version = process?.StandardOutput.ReadLine();
        }

        return new TextFsmPeer(version is null ? null : process, version, folder, listings);
    }

    /// <summary>Seconds of one reading; null without a peer.</summary>
    public double? Read(Listing listing)
    {
        if (_process is null)
        {
            return null;
        }

        _process.StandardInput.WriteLine($"{Path.Combine(Templates, listing.Template)}\t{_files[listing]}");
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The TextFSM peer ended");
        var parts = answer.Split('\t');
        return parts[1] == "0"
            ? throw new InvalidOperationException($"TextFSM found no row with {listing.Template}")
            : double.Parse(parts[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit(TimeSpan.FromSeconds(5));
            _process.Dispose();
        }

        _folder.Dispose();
    }
}
