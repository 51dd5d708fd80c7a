namespace Farol.Access.Sessions;

/// <summary>What a session's holder presents.</summary>
internal static class SessionKinds
{
    public const string Token = "token";

    public const string Cookie = "cookie";
}
