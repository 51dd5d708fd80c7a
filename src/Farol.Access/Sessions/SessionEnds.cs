namespace Farol.Access.Sessions;

/// <summary>Why a session ended, as the database and the audit name it.</summary>
internal static class SessionEnds
{
    public const string Logout = "logout";
    public const string Expired = "expired";
    public const string Disabled = "account disabled";
    public const string RolesChanged = "roles changed";
    public const string PasswordChanged = "password changed";
    public const string RefreshReused = "refresh token used twice";
    public const string ByHand = "ended by hand";
    public const string TenantClosed = "tenant closed";
    public const string Moved = "moved to another tenant";
    public const string TooMany = "too many sessions";
}
