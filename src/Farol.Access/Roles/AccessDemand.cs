namespace Farol.Access.Roles;

/// <summary>Endpoint metadata: who may call. An endpoint without it is refused to everybody but <c>platform</c>.</summary>
/// <param name="Role">The least role in the caller's tenant; null when being logged in is enough.</param>
/// <param name="Platform">Only for administrators of the installation.</param>
/// <param name="BeforePasswordChange">Answers also while the user still has to change the password.</param>
public sealed record AccessDemand(Role? Role, bool Platform = false, bool BeforePasswordChange = false)
{
    public override string ToString() => Platform ? RoleNames.Platform : Role?.ToName() ?? "any login";
}
