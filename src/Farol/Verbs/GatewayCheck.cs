namespace Farol.Verbs;

/// <summary><c>farol gateway check FILE</c>: every error at once, and nothing else happens.</summary>
internal static class GatewayCheck
{
    /// <returns>0: the file may be used; 1: it may not, each reason is on <paramref name="error"/> as <c>file:line: key: what and how to mend it</c>.</returns>
    public static async Task<int> RunAsync(
        string file, Func<string, string?> environment, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await ConfigurationFile.ReadAsync(file, environment, error, cancellationToken) is not { } document)
        {
            return ConfigurationFile.NotUsable;
        }

        var gateway = document.Gateway;
        await output.WriteLineAsync(
            $"{file}: good: {gateway.Listeners.Count} listeners, {gateway.Certificates.Count} certificates, {gateway.Pools.Count} pools with "
            + $"{gateway.Pools.Sum(p => p.Backends.Count)} backends, {gateway.Routes.Count} routes, {document.Routers.Count} routers");
        return 0;
    }
}
