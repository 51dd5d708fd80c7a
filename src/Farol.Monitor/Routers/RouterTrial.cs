namespace Farol.Monitor.Routers;

/// <summary>A stored router as a change would make it, to be tried before it is saved.</summary>
internal static class RouterTrial
{
    /// <returns>Null where a field is wrong, or where the stored password would go to another place than it was stored for.</returns>
    public static RouterDefinition? Read(RouterRequest request, RouterDefinition stored, out Dictionary<string, string[]> errors)
    {
        var changed = RouterValidation.Read(request, stored.TenantId, stored, out errors);
        if (changed is null || request.Password is not (null or RouterRequest.Mask) || stored.Password is null || IsSameLogin(changed, stored))
        {
            return changed;
        }

        errors["password"] = ["is needed to test another host, port, protocol or username than the stored ones: type it, the stored one goes nowhere else"];
        return null;
    }

    // Over Telnet a password is read by whoever listens: that is another place too.
    private static bool IsSameLogin(RouterDefinition changed, RouterDefinition stored) =>
        changed.Host == stored.Host && changed.Port == stored.Port && changed.Protocol == stored.Protocol && changed.Username == stored.Username;
}
