using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Tests.Gateway.Hosting;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Swaps;

/// <summary><c>farol gateway --config FILE</c> in a process and a folder of its own, whose file changes under way.</summary>
internal sealed partial class GatewayRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly GatewayProgram _program;

    private GatewayRun(TemporaryFolder folder, GatewayProgram program, int port) => (_folder, _program, Port) = (folder, program, port);

    public int Port { get; }

    public bool IsAlive => ProcessFacts.IsAlive(_program.ProcessId);

    public string Output => _program.Output;

    public static async Task<GatewayRun> StartAsync(string configuration)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("gateway.yaml"), configuration);
        var program = GatewayProgram.Start(folder.Path, 0, "gateway", "--config", "gateway.yaml", "--data", "data");
        await program.SaysAsync("SIGHUP reads the file again");
        return new GatewayRun(folder, program, int.Parse(ListenerPattern().Match(program.Output).Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>The file replaced in one step, as an editor or a deployment does it, then SIGHUP.</summary>
    public async Task ApplyAsync(string configuration, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_folder.File("gateway.yaml.new"), configuration, cancellationToken);
        File.Move(_folder.File("gateway.yaml.new"), _folder.File("gateway.yaml"), overwrite: true);
        _program.Signal(ProcessFacts.HangUp);
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"http on 127\.0\.0\.1:(\d+)")]
    private static partial Regex ListenerPattern();
}
