using System.Globalization;
using System.Text.RegularExpressions;
using Testing.Support;

namespace Functional.Tests.Gateway.Hosting;

/// <summary>The pretend web servers as a process, and configuration files in front of them.</summary>
internal sealed partial class TwoBackends : IAsyncDisposable
{
    private readonly GatewayProgram _program;

    private TwoBackends(TemporaryFolder folder, GatewayProgram program, IReadOnlyList<int> ports) => (Folder, _program, Ports) = (folder, program, ports);

    public TemporaryFolder Folder { get; }

    public IReadOnlyList<int> Ports { get; }

    public static async Task<TwoBackends> StartAsync()
    {
        var folder = new TemporaryFolder();
        var program = GatewayProgram.Start(folder.Path, 0, "simulate", "backends");
        await program.SaysAsync("FAROL-BACKENDS");
        return new TwoBackends(folder, program, [.. Port().Matches(program.Output).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))]);
    }

    /// <summary>Writes a file whose only route for everything answers with the given backend.</summary>
    /// <param name="port">The gateway's; <c>null</c>: the file names no listeners.</param>
    /// <param name="backend">0 or 1.</param>
    /// <param name="more">Lines at its end.</param>
    public string Write(int? port, int backend, string more = "")
    {
        var listeners = port is null ? "" : $"listeners:\n  - name: web\n    address: 127.0.0.1\n    port: {port}\n";
        var text = $"{listeners}pools:\n  - name: web\n    backends:\n      - address: 127.0.0.1:{Ports[backend]}\nroutes:\n  - host: \"*\"\n    pool: web\n{more}";
        var file = Folder.File("farol.yaml");
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Folder.Dispose();
    }

    [GeneratedRegex(@"demo-[a-z]=(\d+)")]
    private static partial Regex Port();
}
