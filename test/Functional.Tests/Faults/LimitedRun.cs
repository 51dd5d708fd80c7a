using Functional.Tests.Running;

namespace Functional.Tests.Faults;

/// <summary>One run with the limits that a newcomer gets.</summary>
public sealed class LimitedRun : IAsyncLifetime
{
    internal FarolProcess Program { get; private set; } = null!;

    internal HttpClient Administrator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Program = await FarolProcess.StartAsync(new Dictionary<string, string> { ["RATE_LIMIT_DATA"] = "30" });
        Administrator = await Program.LoginAsync();
        await using var socket = await LiveSocket.OpenAsync(Program, "/ws/monitor");
        await socket.UntilAsync(f => LiveSocket.DataType(f) == "online_total");
    }

    public async ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        await Program.DisposeAsync();
    }
}
