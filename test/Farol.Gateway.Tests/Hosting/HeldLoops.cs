using Farol.Gateway.Hosting;

namespace Farol.Gateway.Tests.Hosting;

/// <summary>Loops that do nothing until they are let go: whoever connects meanwhile waits in the kernel.</summary>
internal sealed class HeldLoops : IDisposable
{
    private readonly ManualResetEventSlim _go = new();
    private readonly CountdownEvent _held;

    public HeldLoops(GatewayServer server)
    {
        _held = new CountdownEvent(server.Loops.Count);
        foreach (var loop in server.Loops)
        {
            Assert.True(loop.Loop.TryPost(new LoopCall(() =>
            {
                _held.Signal();
                _go.Wait();
            })));
        }

        Assert.True(_held.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    public void LetGo() => _go.Set();

    public void Dispose()
    {
        // Not disposed: a loop may still be on its way out of the wait.
        _go.Set();
        _held.Dispose();
    }
}
