namespace Farol.Gateway.Health;

/// <summary>Why a check failed.</summary>
/// <param name="IsRefused">Nothing listens there.</param>
internal sealed record CheckFailure(string Text, bool IsRefused);
