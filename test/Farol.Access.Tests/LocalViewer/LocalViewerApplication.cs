namespace Farol.Access.Tests.LocalViewer;

/// <summary>One program with the local viewer on, for the tests that only read from it.</summary>
public sealed class LocalViewerApplication : IAsyncLifetime
{
    internal AccessApplication App { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        App = await AccessApplication.StartAsync(options => options with { LocalViewer = true });

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
