namespace Farol.Access.Roles;

/// <summary>What a person may do in a tenant; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Reads totals and states, no persons.</summary>
    Viewer = 1,

    /// <summary>Looks persons up and acts on what exists.</summary>
    Operator = 2,

    /// <summary>Adds and changes what exists, and users.</summary>
    Admin = 3,

    /// <summary>Answers for the tenant: plan and payment too.</summary>
    Owner = 4,
}
