namespace Farol.Bench.CommandOverhead;

/// <summary>Someone with an open terminal on the router.</summary>
internal interface IClient : IAsyncDisposable
{
    /// <summary>Library and version.</summary>
    string Name { get; }

    /// <summary>Runs a command so many times, one after the other, and says how long each took.</summary>
    Task<IReadOnlyList<double>> MillisecondsAsync(string command, int count);
}
