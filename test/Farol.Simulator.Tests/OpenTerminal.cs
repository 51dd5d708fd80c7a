namespace Farol.Simulator.Tests;

/// <summary>A small router and one unpaged terminal that the tests of a class share.</summary>
public sealed class OpenTerminal : IAsyncLifetime
{
    public SimulatedRouter Router { get; private set; } = null!;

    internal TelnetTerminal Terminal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Router = await SimulatedRouter.StartAsync(new SimulatedRouterOptions { SshPort = null, Subscribers = 400, UsersPerQuestion = 0 });
        Terminal = await TelnetTerminal.LoginAsync(Router, TestContext.Current.CancellationToken);
        await Terminal.RunAsync("screen-length 0 temporary", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Terminal.Dispose();
        var mistakes = Router.Snapshot().Mistakes;
        await Router.DisposeAsync();
        Assert.Empty(mistakes);
    }
}
