using Farol.Gateway.Loop;

namespace Farol.Gateway.Hosting;

/// <summary>Something to be done on a loop's thread, off the paths that must not allocate.</summary>
internal sealed class LoopCall(Action call) : IWork
{
    public void Run() => call();

    public void Discard()
    {
    }
}
