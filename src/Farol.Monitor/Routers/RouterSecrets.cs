namespace Farol.Monitor.Routers;

/// <summary>The secrets of one router, as they are sealed together.</summary>
internal sealed record RouterSecrets(string? Password, string? PrivateKeyPassphrase, string? ChangePassword)
{
    public override string ToString() => "secrets of a router";
}
