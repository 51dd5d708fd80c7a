namespace Farol.Monitor.Routers;

/// <summary>A stored router as a change would make it, to be tried or saved: its stored secrets go only to where they were stored for.</summary>
internal static class RouterChange
{
    /// <returns>Null where a field is wrong, or where a stored secret would go to another place or account than it was stored for.</returns>
    public static RouterDefinition? Read(RouterRequest request, RouterDefinition stored, out Dictionary<string, string[]> errors)
    {
        var changed = RouterValidation.Read(request, stored.TenantId, stored, out errors);
        if (changed is null)
        {
            return null;
        }

        // A key file and its passphrase are used here and sent nowhere.
        var isSamePlace = IsSamePlace(changed, stored);
        if (IsKept(request.Password, stored.Password) && !(isSamePlace && changed.Username == stored.Username))
        {
            errors["password"] = [ToType("username")];
        }

        if (IsKept(request.ChangePassword, stored.ChangePassword) && !(isSamePlace && changed.ChangeUsername == stored.ChangeUsername))
        {
            errors["change_password"] = [ToType("change_username")];
        }

        return errors.Count == 0 ? changed : null;
    }

    private static bool IsKept(string? asked, string? stored) => (asked is null or RouterRequest.Mask) && stored is not null;

    // Over Telnet a password is read by whoever listens: that is another place too.
    private static bool IsSamePlace(RouterDefinition changed, RouterDefinition stored) =>
        changed.Host == stored.Host && changed.Port == stored.Port && changed.Protocol == stored.Protocol;

    private static string ToType(string account) =>
        $"is needed with another host, port, protocol or {account} than the stored ones: type it, the stored one goes nowhere else";
}
