namespace Farol.Gateway.Loop;

/// <summary>A result that another thread hands to a loop.</summary>
internal interface IWork
{
    /// <summary>Runs once, on the loop's thread. Must not block.</summary>
    void Run();

    /// <summary>Called instead of <see cref="Run"/> when the loop has stopped: frees what the work holds.</summary>
    void Discard();
}
